/// What went wrong with the temporary disk.
public struct SpillFault: Error, Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// There is no room left on it, or no more that the program may use.
    case full
    /// The system refused something for another reason, by its number.
    case io(Int32)
    /// What is read is not what was written.
    case damaged
  }

  /// The file or the folder.
  public var path: String
  public var kind: Kind

  public init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }
}
