import Glibc

/// The encoding that Chinese systems export in.
enum Transcoding {
  /// - Precondition: the bytes are UTF-8 and do not end within a character.
  static func gb18030(_ bytes: [UInt8]) -> [UInt8] {
    let converter = iconv_open("GB18030", "UTF-8")
    precondition(converter != iconv_t(bitPattern: -1), "the C library knows GB18030")
    defer { iconv_close(converter) }
    var source = bytes.map(CChar.init(bitPattern:))
    // A character takes at most four bytes, and never more than twice what it takes in UTF-8.
    return [UInt8](unsafeUninitializedCapacity: bytes.count * 2 + 16) { room, count in
      source.withUnsafeMutableBufferPointer { source in
        var from = source.baseAddress
        var left = source.count
        var to =
          UnsafeMutableRawPointer(room.baseAddress!).assumingMemoryBound(to: CChar.self)
          as UnsafeMutablePointer<CChar>?
        var space = room.count
        let result = iconv(converter, &from, &left, &to, &space)
        precondition(result != .max && left == 0, "what was generated is UTF-8")
        count = room.count - space
      }
    }
  }
}
