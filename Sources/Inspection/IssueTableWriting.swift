import Diagnostics
import Glibc
import Reports
import Tables

/// Writes the files that hold rows for every issue, all of them in one pass over the issues.
///
/// The batches are made in rounds: while the rows of one round are composed and laid out, those of the round before are
/// digested by one thread, two files together, and each file's are written by one. So memory holds the rows of two rounds
/// however many issues there are, and no thread waits for another but at the end of a round.
struct IssueTableWriting {
  private let files: [OutputFile]
  private let written: [GrowingFile]
  private let threads: Int
  private let batchesInRound: Int

  /// Makes the files, empty.
  init(_ files: [OutputFile], in place: OutputPlace, threads: Int) throws(Refusal) {
    self.files = files
    self.threads = max(threads, 1)
    batchesInRound = 8 * self.threads
    var written: [GrowingFile] = []
    for file in files {
      let path = try place.path(ofNew: file.name)
      do {
        written.append(try GrowingFile(name: file.name, path: path))
      } catch {
        throw Refusal(.cannotWrite(path, error.code))
      }
    }
    self.written = written
  }

  /// - Returns: the size and the digest of each file.
  func write(_ issues: IssueBatches) throws(Refusal) -> [WrittenFile] {
    var (current, before) = (Round(batchesInRound, files), Round(batchesInRound, files))
    for (number, file) in files.enumerated() {
      before.cells[0].rows[number].replace { file.rows?.writeBeginning(&$0) }
    }
    before.count = 1
    for start in stride(from: 0, to: issues.count, by: batchesInRound) {
      current.count = min(batchesInRound, issues.count - start)
      try run(current, before) { batch, cell in
        let batch = issues.batch(start + batch)
        for (number, file) in files.enumerated() {
          cell.rows[number].replace { file.rows?.write(batch, &$0) }
        }
      }
      swap(&current, &before)
    }
    current.count = 0
    try run(current, before) { _, _ in }
    return try finished()
  }

  /// Makes the rows of one round and writes those of the one before.
  private func run(
    _ current: Round, _ before: Round, _ make: @Sendable (Int, Cell) -> Void
  ) throws(Refusal) {
    // The longest come first.
    let failures = Workers.map(count: 1 + files.count + current.count, threads: threads) {
      number -> WriteFailure? in
      switch number {
      case 0: digest(before)
      case 1...files.count: return failure(writing: number - 1, of: before)
      default: make(number - 1 - files.count, current.cells[number - 1 - files.count])
      }
      return nil
    }
    for case (let file, let failure?) in zip(written, failures.dropFirst()) {
      throw Refusal(.cannotWrite(file.path, failure.code))
    }
  }

  private func failure(writing number: Int, of round: Round) -> WriteFailure? {
    for cell in round.cells[..<round.count] {
      let failure = cell.rows[number].firstInPieces { bytes -> WriteFailure? in
        do throws(WriteFailure) {
          try written[number].append(bytes)
          return nil
        } catch {
          return error
        }
      }
      if let failure { return failure }
    }
    return nil
  }

  private func digest(_ round: Round) {
    for cell in round.cells[..<round.count] {
      if cell.rows.count == 2, cell.rows.allSatisfy(\.isOnePiece) {
        digestTogether(cell)
      } else {
        for (rows, file) in zip(cell.rows, written) {
          let _: Never? = rows.firstInPieces { bytes in
            file.digest(bytes)
            return nil
          }
        }
      }
    }
  }

  private func digestTogether(_ cell: Cell) {
    let _: Never? = cell.rows[0].firstInPieces { one in
      let _: Never? = cell.rows[1].firstInPieces { other in
        written[0].digest(one, and: written[1], other)
        return nil
      }
      return nil
    }
  }

  private func finished() throws(Refusal) -> [WrittenFile] {
    let results = Workers.map(count: written.count, threads: threads) { number in
      Result<WrittenFile, WriteFailure> { () throws(WriteFailure) in try written[number].finish() }
    }
    var files: [WrittenFile] = []
    for (file, result) in zip(written, results) {
      switch result {
      case .success(let written): files.append(written)
      case .failure(let failure): throw Refusal(.cannotWrite(file.path, failure.code))
      }
    }
    return files
  }
}

/// The rows of some batches; the memory serves one round after the other.
private struct Round: Sendable {
  let cells: [Cell]
  /// How many of the cells hold rows.
  var count = 0

  init(_ batches: Int, _ files: [OutputFile]) {
    cells = (0..<batches).map { _ in Cell(rows: files.map { _ in RowBytes() }) }
  }
}

/// The rows of one batch, for each file.
private struct Cell: Sendable {
  let rows: [RowBytes]
}

/// Rows as they stand in a file. They are filled in one round, by one thread, and read in the next by any.
private final class RowBytes: @unchecked Sendable {
  /// The memory that rows are made in, kept from round to round; few batches have more to say.
  private var buffer: OutputBuffer
  /// What was made before the bytes in the buffer, where these are not all.
  private let before: Pieces

  private final class Pieces {
    var bytes: [UInt8] = []
  }

  init() {
    let before = Pieces()
    self.before = before
    buffer = OutputBuffer(pieceBytes: OutputBuffer.pieceBytes) { before.bytes += $0 }
  }

  /// Fills it with other rows.
  func replace(_ write: (inout OutputBuffer) -> Void) {
    // What a few rows of megabytes took is not kept for all that follow.
    before.bytes.removeAll(keepingCapacity: before.bytes.capacity < 4 << 20)
    buffer.discardGathered()
    write(&buffer)
  }

  /// Whether the bytes lie in one piece.
  var isOnePiece: Bool { before.bytes.isEmpty }

  /// Calls `body` with the pieces in their order, until it gives something, and gives that.
  func firstInPieces<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result?) -> Result? {
    if !before.bytes.isEmpty, let result = before.bytes.withUnsafeBufferPointer(body) {
      return result
    }
    return buffer.withGathered(body)
  }
}
