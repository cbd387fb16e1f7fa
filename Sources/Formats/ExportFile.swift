import Glibc

/// An export on disk, open for reading.
final class ExportFile {
  let path: String
  let byteCount: Int
  private let descriptor: Int32

  /// - Throws: when the file cannot be opened, is not a regular file, is empty, too large or
  ///   compressed.
  /// - Parameter upTo: how many bytes are shown of it; nil for all.
  init(path: String, limits: FormatLimits, upTo: Int? = nil) throws(FormatError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard descriptor >= 0 else { throw .cannotOpen(reason: systemMessage(errno)) }
    self.descriptor = descriptor
    self.path = path
    var status = stat()
    let failed = fstat(descriptor, &status) != 0
    byteCount = failed ? 0 : min(Int(status.st_size), upTo ?? .max)
    if failed { throw .cannotOpen(reason: systemMessage(errno)) }
    if status.st_mode & S_IFMT == S_IFDIR { throw .isDirectory }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .isNotAFile }
    guard byteCount > 0 else { throw .isEmpty }
    guard byteCount <= limits.fileBytes else {
      throw .isTooLarge(byteCount: byteCount, limit: limits.fileBytes)
    }
    let start = try head(1024)
    if let format = compressedFormat(of: start) { throw .isCompressed(format) }
  }

  deinit {
    close(descriptor)
  }

  /// Reads up to `count` bytes from `offset` on; 0 means that the file ends there.
  func read(
    into buffer: UnsafeMutablePointer<UInt8>, count: Int, at offset: Int
  ) throws(FormatError) -> Int {
    var done = 0
    while done < count {
      let result = pread(descriptor, buffer + done, count - done, offset + done)
      if result < 0 && errno == EINTR { continue }
      guard result >= 0 else {
        throw .cannotRead(byte: offset + done, reason: systemMessage(errno))
      }
      if result == 0 { break }
      done += result
    }
    return done
  }

  /// The first bytes of the file.
  func head(_ count: Int) throws(FormatError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: min(count, byteCount))
    var read = 0
    let result: Result<Int, FormatError> = bytes.withUnsafeMutableBufferPointer { buffer in
      do throws(FormatError) {
        return .success(try self.read(into: buffer.baseAddress!, count: buffer.count, at: 0))
      } catch {
        return .failure(error)
      }
    }
    read = try result.get()
    bytes.removeLast(bytes.count - read)
    return bytes
  }
}

private func systemMessage(_ code: Int32) -> String {
  String(cString: strerror(code))
}

/// The compressed format that a file starts as, or nil.
private func compressedFormat(of head: [UInt8]) -> FormatError.CompressedFormat? {
  let signatures: [([UInt8], FormatError.CompressedFormat)] = [
    ([0x1F, 0x8B], .gzip),
    ([0x28, 0xB5, 0x2F, 0xFD], .zstandard),
    (Array("BZh".utf8), .bzip2),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .xz),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .excel),
    (Array("PK\u{3}\u{4}".utf8), .zip),
  ]
  guard let format = signatures.first(where: { head.starts(with: $0.0) })?.1 else { return nil }
  // "BZh" could begin a header; a digit and the magic number of a block follow in a real archive.
  if format == .bzip2, !head.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]) {
    return nil
  }
  guard format == .zip else { return format }
  // The first file of an Excel workbook is its list of content types.
  let name = Array("[Content_Types].xml".utf8)
  return head.dropFirst(30).starts(with: name) ? .excel : .zip
}
