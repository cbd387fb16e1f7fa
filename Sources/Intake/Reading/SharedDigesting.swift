import Glibc
import Synchronization
import Values

/// Makes the digests of files that are read at the same time, bytes of two of them at once: that takes little longer
/// than bytes of one.
///
/// Bytes are offered as they are read and may stay where they are while their reader goes on with them. Whoever first
/// needs the room for others works at its own bytes and at those of another file, which finds that done then.
final class SharedDigesting: Sendable {
  private let files = Mutex<[OpenFile]>([])

  /// The most bytes that are worked at before another reader may go on: it waits for no more.
  private static let pieceSize = 16 << 10

  /// A file that is being read. All of it is looked at behind the lock alone, but for the hash, which belongs to the
  /// one that made it busy.
  private final class OpenFile: @unchecked Sendable {
    var hash = SHA256()
    /// What is offered and not worked in yet.
    var rest = UnsafeRawBufferPointer(start: nil, count: 0)
    var isBusy = false
    /// Whether its reader waits for it, and so sees to it itself: two threads get further with a file each than one
    /// with both.
    var isAwaited = false
  }

  /// The digest of one file, fed by its reader.
  struct Feed {
    fileprivate let owner: SharedDigesting
    private let file: OpenFile

    fileprivate init(_ owner: SharedDigesting) {
      self.owner = owner
      let file = OpenFile()
      self.file = file
      owner.files.withLock { $0.append(file) }
    }

    /// Offers the next bytes, which have to stay where they are until ``settle()`` was called.
    func offer(_ bytes: UnsafeRawBufferPointer) {
      settle()
      owner.files.withLock { _ in file.rest = bytes }
    }

    /// Sees to it that everything offered is worked in.
    func settle() { owner.settle(file) }

    /// Begins anew, as if nothing had been offered.
    func restart() {
      settle()
      file.hash = SHA256()
    }

    /// The hash of everything offered; nothing may be offered afterwards.
    func close() -> SHA256 {
      settle()
      owner.files.withLock { files in files.removeAll { $0 === file } }
      return file.hash
    }
  }

  func open() -> Feed { Feed(self) }

  private func settle(_ file: OpenFile) {
    while true {
      switch files.withLock({ next(file, $0) }) {
      case .done: return
      case .wait: sched_yield()
      case .work(let piece, let other):
        Self.work(file, piece, other)
        files.withLock { _ in
          file.isBusy = false
          other?.file.isBusy = false
        }
      }
    }
  }

  private enum Step {
    case done, wait
    case work(UnsafeRawBufferPointer, (file: OpenFile, piece: UnsafeRawBufferPointer)?)
  }

  /// Takes the next piece of a file, and one of another file if there is one.
  private func next(_ file: OpenFile, _ files: [OpenFile]) -> Step {
    file.isAwaited = file.isBusy || !file.rest.isEmpty
    if file.isBusy { return .wait }
    guard file.isAwaited else { return .done }
    let other = files.first {
      $0 !== file && !$0.isBusy && !$0.isAwaited && !$0.rest.isEmpty
    }
    return .work(take(from: file), other.map { ($0, take(from: $0)) })
  }

  private func take(from file: OpenFile) -> UnsafeRawBufferPointer {
    let count = min(Self.pieceSize, file.rest.count)
    let piece = UnsafeRawBufferPointer(rebasing: file.rest[..<count])
    file.rest = UnsafeRawBufferPointer(rebasing: file.rest[count...])
    file.isBusy = true
    return piece
  }

  private static func work(
    _ file: OpenFile, _ piece: UnsafeRawBufferPointer,
    _ other: (file: OpenFile, piece: UnsafeRawBufferPointer)?
  ) {
    guard let other else { return file.hash.update(piece) }
    SHA256.update(&file.hash, piece, &other.file.hash, other.piece)
  }
}
