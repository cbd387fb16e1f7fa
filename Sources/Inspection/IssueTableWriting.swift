import Diagnostics
import Reports
import Synchronization
import Tables

/// Writes the files that hold rows for every issue, all of them in one pass over the issues.
///
/// Whoever has time makes the rows of the next batch of issues, some batches ahead of what is written; in between, one
/// thread at a time digests what was made, two files together, and one writes to each file. So memory holds the rows of
/// a few batches however many issues there are, and threads may join at any time.
final class IssueTableWriting: Sendable {
  private let files: [OutputFile]
  private let issues: IssueBatches
  private let written: [GrowingFile]
  /// The memory for rows, which serves one batch after the other.
  private let cells: [Cell]
  private let steps: Mutex<Steps>

  /// Makes the files, empty.
  ///
  /// - Parameter threads: how many are to have something to do.
  init(
    _ files: [OutputFile], of issues: IssueBatches, in place: OutputPlace, threads: Int
  ) throws(Refusal) {
    self.files = files
    self.issues = issues
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
    let count = min(4 * max(threads, 1) + 4, issues.count + 1)
    cells = (0..<count).map { _ in Cell(rows: files.map { _ in RowBytes() }) }
    steps = Mutex(Steps(partCount: issues.count + 1, cellCount: count, fileCount: files.count))
  }

  /// Has part in the work until all of it is done, or the disk does not take it.
  func help() {
    var pause = Pause()
    while true {
      switch steps.withLock({ $0.take() }) {
      case .done: return
      case .wait:
        pause.wait()
        continue
      case .make(let part):
        make(part)
        steps.withLock { $0.noteMade(part) }
      case .digest(let part):
        digest(cells[part % cells.count])
        steps.withLock { $0.noteDigested() }
      case .write(let part, let file):
        let failure = failure(writing: file, of: cells[part % cells.count])
        steps.withLock { $0.noteWritten(file, failure) }
      }
      pause.end()
    }
  }

  /// Ends the work, since there will be no results.
  func stop() { steps.withLock { $0.stop() } }

  /// Brings the files to the disk when nobody is at work any more.
  ///
  /// - Returns: the size and the digest of each file.
  func finish(threads: Int) throws(Refusal) -> [WrittenFile] {
    if let (file, failure) = steps.withLock({ $0.failure }) {
      throw Refusal(.cannotWrite(written[file].path, failure.code))
    }
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

  /// Fills a cell with what a part of the files consists of: their beginnings, or the rows of a batch.
  private func make(_ part: Int) {
    let cell = cells[part % cells.count]
    let batch = part == 0 ? nil : issues.batch(part - 1)
    for (rows, file) in zip(cell.rows, files) {
      rows.replace { buffer in
        if let batch {
          file.rows?.write(batch, &buffer)
        } else {
          file.rows?.writeBeginning(&buffer)
        }
      }
    }
  }

  private func failure(writing file: Int, of cell: Cell) -> WriteFailure? {
    cell.rows[file].firstInPieces { bytes in
      do throws(WriteFailure) {
        try written[file].append(bytes)
        return nil
      } catch {
        return error
      }
    }
  }

  private func digest(_ cell: Cell) {
    if cell.rows.count == 2, cell.rows.allSatisfy(\.isOnePiece) { return digestTogether(cell) }
    for (rows, file) in zip(cell.rows, written) {
      let _: Never? = rows.firstInPieces { bytes in
        file.digest(bytes)
        return nil
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
}

/// How far the files have got. They consist of parts, which are made in any order and digested and written in theirs.
private struct Steps {
  enum Step {
    case make(Int)
    case digest(Int)
    case write(Int, file: Int)
    case wait, done
  }

  private let partCount: Int
  /// For each cell whether the part that it holds is made.
  private var isMade: [Bool]
  private var begunCount = 0
  private var digestedCount = 0
  private var isDigesting = false
  /// For each file how many parts are in it, and whether somebody writes the next.
  private var places: [(count: Int, isBusy: Bool)]
  private var failures: [WriteFailure?]
  private var isStopped = false

  init(partCount: Int, cellCount: Int, fileCount: Int) {
    self.partCount = partCount
    isMade = Array(repeating: false, count: cellCount)
    places = Array(repeating: (0, false), count: fileCount)
    failures = Array(repeating: nil, count: fileCount)
  }

  /// The first file that the disk did not take, of those that were begun.
  var failure: (file: Int, failure: WriteFailure)? {
    failures.indices.first { failures[$0] != nil }.map { ($0, failures[$0]!) }
  }

  mutating func stop() { isStopped = true }

  /// Of how many parts the rows are needed no more.
  private var doneCount: Int { places.reduce(digestedCount) { min($0, $1.count) } }

  private func isMade(_ part: Int) -> Bool { part < begunCount && isMade[part % isMade.count] }

  /// What is to be done next, which is then the caller's to do.
  mutating func take() -> Step {
    if isStopped || doneCount == partCount { return .done }
    // The longest first: a file takes its parts one after the other.
    if !isDigesting, isMade(digestedCount) {
      isDigesting = true
      return .digest(digestedCount)
    }
    for file in places.indices where !places[file].isBusy && isMade(places[file].count) {
      places[file].isBusy = true
      return .write(places[file].count, file: file)
    }
    guard begunCount < partCount, begunCount - doneCount < isMade.count else { return .wait }
    begunCount += 1
    return .make(begunCount - 1)
  }

  mutating func noteMade(_ part: Int) { isMade[part % isMade.count] = true }

  mutating func noteDigested() {
    let before = doneCount
    digestedCount += 1
    isDigesting = false
    release(from: before)
  }

  mutating func noteWritten(_ file: Int, _ failure: WriteFailure?) {
    if let failure {
      failures[file] = failure
      isStopped = true
    }
    let before = doneCount
    places[file].count += 1
    places[file].isBusy = false
    release(from: before)
  }

  /// Makes room for other parts.
  private mutating func release(from before: Int) {
    for part in before..<doneCount { isMade[part % isMade.count] = false }
  }
}

/// The rows of one batch, for each file.
private struct Cell: Sendable {
  let rows: [RowBytes]
}

/// Rows as they stand in a file. One thread fills them, and others read them then.
private final class RowBytes: @unchecked Sendable {
  /// The memory that rows are made in, kept for the next; few batches have more to say.
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
