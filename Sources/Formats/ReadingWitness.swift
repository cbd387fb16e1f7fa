/// Sees the bytes of an export while they are read, so that they need not be read again for a digest, or beforehand
/// to find out their encoding.
///
/// An export that says nothing of its encoding is taken for UTF-8, which nearly all are, and the witness tells at the
/// end whether it was. If not, it is read again, as ``readRecords(ofFile:layout:limits:upTo:witness:onBatch:)`` says.
package final class ReadingWitness {
  private let onBytes: (UnsafeBufferPointer<UInt8>) -> Void
  private let onMove: (_ leavesLast: Bool) -> Void
  private let isAtWork: () -> Bool
  private let onRestart: () -> Void
  /// How many bytes were seen, from the first on.
  package private(set) var byteCount = 0
  /// Present while the text is taken for UTF-8.
  private var watch: UTF8Watch?
  private(set) var mayAssume = true

  /// - Parameters:
  ///   - onBytes: called with all bytes in their order. They stay where they are until `onMove` is called.
  ///   - onMove: called before bytes go away: all of them, or all but those seen last.
  ///   - isAtWork: whether somebody is at work at bytes, so that these had better stay for a while.
  ///   - onRestart: called when what was handed on so far does not count.
  package init(
    onBytes: @escaping (UnsafeBufferPointer<UInt8>) -> Void,
    onMove: @escaping (_ leavesLast: Bool) -> Void, isAtWork: @escaping () -> Bool,
    onRestart: @escaping () -> Void
  ) {
    self.onBytes = onBytes
    self.onMove = onMove
    self.isAtWork = isAtWork
    self.onRestart = onRestart
  }

  /// Takes the text for UTF-8 until it shows itself to be something else.
  func assumeUTF8() { watch = UTF8Watch() }

  /// Sees bytes that stay where they are until ``letGo()`` is called.
  ///
  /// - Parameter offset: where in the file the bytes stand.
  func see(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
    // Some of the head may be looked at several times.
    guard offset == byteCount, !bytes.isEmpty else { return }
    byteCount += bytes.count
    watch?.add(bytes)
    onBytes(bytes)
  }

  /// Has to be called before bytes that were seen go away.
  ///
  /// - Parameter leavesLast: whether those seen last stay.
  func letGo(leavesLast: Bool = false) { onMove(leavesLast) }

  /// Whether the bytes seen last had better stay for a while.
  var holdsLast: Bool { isAtWork() }

  /// Whether the bytes seen so far are not what they were taken for.
  var isRefuted: Bool { watch.map { !$0.isValid } ?? false }

  /// Whether all bytes of the file are what they were taken for, if they were.
  ///
  /// Pairs of bytes alone could be UTF-8 or Chinese in another encoding, which takes a census to tell.
  func isConfirmed(by fileByteCount: Int) -> Bool {
    guard let watch else { return true }
    return byteCount == fileByteCount && watch.isComplete
      && (watch.hasLongSequences || !watch.hasPairs)
  }

  /// Begins anew, without taking the text for anything.
  func restart() {
    watch = nil
    mayAssume = false
    byteCount = 0
    onRestart()
  }
}
