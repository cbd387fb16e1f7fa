import Glibc

/// How long a thread waits that has found nothing to do: somewhat longer each time, until it finds something.
public struct Pause {
  private var microseconds = least

  private static let least: UInt32 = 20
  private static let greatest: UInt32 = 160

  public init() {}

  public mutating func wait() {
    usleep(microseconds)
    microseconds = min(microseconds * 2, Self.greatest)
  }

  /// Notes that there was something to do.
  public mutating func end() { microseconds = Self.least }
}
