/// A text encoding that exports are read in.
package enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8 = "UTF-8"
  /// The Chinese national standard; what it decodes includes all of GBK and GB 2312.
  case gb18030 = "GB18030"
  case big5 = "Big5"
  case utf16LE = "UTF-16LE"
  case utf16BE = "UTF-16BE"
  case windows1252 = "windows-1252"

  /// The encoding by any of its usual names, whatever their case, or nil.
  package init?(name: String) {
    switch name.lowercased() {
    case "utf-8", "utf8": self = .utf8
    case "gb18030", "gbk", "gb2312", "cp936", "ms936", "windows-936", "x-gbk": self = .gb18030
    case "big5", "big-5", "cp950", "ms950", "windows-950", "big5-hkscs", "x-x-big5": self = .big5
    case "utf-16le": self = .utf16LE
    case "utf-16be": self = .utf16BE
    case "windows-1252", "cp1252", "iso-8859-1", "latin1", "us-ascii", "ascii": self = .windows1252
    default: return nil
    }
  }
}

extension TextEncoding {
  /// Whether every byte below 0x30 stands for its ASCII character wherever it occurs, so that a
  /// text can be cut at commas, quotes and line ends before it is decoded.
  package var keepsASCII: Bool { self != .utf16LE && self != .utf16BE }

  /// Whether bytes of ASCII letters and signs from 0x40 on can be the second half of a character.
  var hasASCIITrailBytes: Bool { self == .gb18030 || self == .big5 }
}
