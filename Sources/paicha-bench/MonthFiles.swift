import Dispatch
import Glibc
import Synchronization

/// The files of a month, written block by block in the order of the orders.
final class MonthFiles: Sendable {
  private let style: Style
  private let folder: String
  private let descriptors: [Int32]
  private let planted: Int32
  private let state: Mutex<State>

  /// What has been written, and what waits for the blocks before it.
  private struct State {
    var written = 0
    var waiting: [Int: MonthText] = [:]
    var isBegun = [Bool](repeating: false, count: Document.allCases.count)
    var failure: String?
  }

  init(folder: String, style: Style) throws(BenchError) {
    self.style = style
    self.folder = folder
    // What was planted stands apart: it is no export.
    let exports = folder + "/exports"
    try makeFolder(exports)
    var descriptors: [Int32] = []
    for document in Document.allCases {
      let isWritten = !(style.nests && document.isLine)
      descriptors.append(
        isWritten ? try create(exports + "/" + style.fileName(of: document)) : -1)
    }
    self.descriptors = descriptors
    planted = try create(folder + "/planted.csv")
    state = Mutex(State())
    for document in Document.allCases where descriptors[document.rawValue] >= 0 {
      write(encoded(style.head(of: document)), to: descriptors[document.rawValue])
    }
    write(Array("rule,key\n".utf8), to: planted)
  }

  /// Makes every block, on several threads, and writes them in their order.
  func write(blocks: Int, threads: Int, _ block: @Sendable (Int) -> MonthText) {
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, blocks)) { _ in
      while true {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard number < blocks else { return }
        let text = encoded(block(number))
        state.withLock { state in
          state.waiting[number] = text
          while let text = state.waiting.removeValue(forKey: state.written) {
            write(text, &state)
            state.written += 1
          }
        }
      }
    }
  }

  /// Writes what stands behind the last records, and closes the files.
  func finish() throws(BenchError) {
    for document in Document.allCases where descriptors[document.rawValue] >= 0 {
      write(encoded(style.foot(of: document)), to: descriptors[document.rawValue])
      close(descriptors[document.rawValue])
    }
    close(planted)
    if let failure = state.withLock({ $0.failure }) {
      throw BenchError(
        "\(folder) cannot be written: \(failure)", help: "see that there is room for the month")
    }
  }

  private func write(_ text: MonthText, _ state: inout State) {
    for (number, part) in text.documents.enumerated() where !part.isEmpty {
      // The first record of a JSON array has no comma before it.
      let skipped = style.format == .json && !state.isBegun[number] ? 2 : 0
      state.isBegun[number] = true
      write(part.bytes[skipped...], to: descriptors[number], &state.failure)
    }
    write(text.planted.bytes[...], to: planted, &state.failure)
  }

  private func encoded(_ text: MonthText) -> MonthText {
    guard style.isDirty else { return text }
    var text = text
    text.documents = text.documents.map { TextBuffer(bytes: Transcoding.gb18030($0.bytes)) }
    return text
  }

  private func encoded(_ text: String) -> [UInt8] {
    style.isDirty ? Transcoding.gb18030(Array(text.utf8)) : Array(text.utf8)
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) {
    state.withLock { write(bytes[...], to: descriptor, &$0.failure) }
  }

  /// Writes all of it, or keeps the first reason why not.
  private func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32, _ failure: inout String?) {
    var rest = bytes
    while failure == nil, !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno != EINTR { failure = String(cString: strerror(errno)) }
      } else {
        rest = rest.dropFirst(count)
      }
    }
  }
}

/// Makes a folder with those above it.
private func makeFolder(_ path: String) throws(BenchError) {
  var made = path.hasPrefix("/") ? "" : "."
  for part in path.split(separator: "/") {
    made += "/" + part
    if mkdir(made, 0o755) != 0, errno != EEXIST {
      throw BenchError(
        "\(path) cannot be made: \(String(cString: strerror(errno)))", help: "choose another --out")
    }
  }
}

private func create(_ path: String) throws(BenchError) -> Int32 {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
  guard descriptor >= 0 else {
    throw BenchError(
      "\(path) cannot be written: \(String(cString: strerror(errno)))", help: "choose another --out"
    )
  }
  return descriptor
}
