import Dispatch
import Synchronization
import Values

/// The digest of an export, made of its bytes as they are read.
///
/// Digesting takes a large part of the time of reading and can only go from each byte to the next. So a thread that has
/// no export left to read digests what another has just read, while that makes records of it.
final class PassingDigest: @unchecked Sendable {
  // Whoever digests is the only one to look at this: the reader waits before it goes on digesting.
  private var hash = SHA256()
  /// Whether some bytes are digested elsewhere.
  private var isAway = false
  private let isBack = DispatchSemaphore(value: 0)
  private let spare: SpareThreads?

  /// Fewer bytes are digested before another thread has taken notice of them.
  private static let leastByteCount = 64 << 10

  init(spare: SpareThreads?) { self.spare = spare }

  /// Adds bytes.
  ///
  /// - Parameter lasting: whether they stay where they are until ``settle()``.
  func add(_ bytes: UnsafeBufferPointer<UInt8>, lasting: Bool) {
    settle()
    guard lasting, bytes.count >= Self.leastByteCount, let spare, spare.take() else {
      return hash.update(UnsafeRawBufferPointer(bytes))
    }
    isAway = true
    nonisolated(unsafe) let bytes = bytes
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      hash.update(UnsafeRawBufferPointer(bytes))
      spare.giveBack()
      isBack.signal()
    }
  }

  /// Waits until no bytes are looked at any more.
  func settle() {
    guard isAway else { return }
    isBack.wait()
    isAway = false
  }

  /// Begins anew.
  func restart() {
    settle()
    hash = SHA256()
  }

  /// The digest of everything added.
  func digest(byteCount: Int) -> FileDigest {
    settle()
    return FileDigest(hash, byteCount: byteCount)
  }
}

/// The threads that have no export to read.
final class SpareThreads: Sendable {
  private let count: Atomic<Int>

  init(_ count: Int) { self.count = Atomic(count) }

  /// Takes one of them, if there is any.
  func take() -> Bool {
    var known = count.load(ordering: .relaxed)
    while known > 0 {
      let (isTaken, now) = count.compareExchange(
        expected: known, desired: known - 1, ordering: .relaxed)
      if isTaken { return true }
      known = now
    }
    return false
  }

  func giveBack() { count.wrappingAdd(1, ordering: .relaxed) }
}
