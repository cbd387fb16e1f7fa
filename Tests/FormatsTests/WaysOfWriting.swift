import Testing

@testable import Formats

/// An encoding as exports are written in it.
struct Charset: Sendable {
  var name: String
  var encoding: TextEncoding
  /// The name by which iconv knows it.
  var iconvName: String
  var mark: [UInt8] = []
  /// Characters that it has, those with a meaning in one of the formats among them.
  var letters: String
  /// Names of columns that it can hold.
  var columns = ["id", "名称", "note"]

  private static let marks = "ab01,;|\t\"'\\<>&=\n "
  private static let unicode = marks + "订單Ωé\u{1F600}\u{20000}\u{3000}亄"

  static let utf8 = Charset(name: "UTF-8", encoding: .utf8, iconvName: "UTF-8", letters: unicode)
  static let gb18030 = Charset(
    name: "GB18030", encoding: .gb18030, iconvName: "GB18030", letters: unicode + "亅亄唡")
  /// The second half of 功 is the byte of a backslash, that of 育 the one of a bar.
  static let big5 = Charset(
    name: "Big5", encoding: .big5, iconvName: "CP950", letters: marks + "訂單功許蓋育四\u{3000}",
    columns: ["id", "名稱", "note"])
  static let utf16LE = Charset(
    name: "UTF-16LE", encoding: .utf16LE, iconvName: "UTF-16LE", letters: unicode + "一Ā∊")
  static let utf16BE = Charset(
    name: "UTF-16BE", encoding: .utf16BE, iconvName: "UTF-16BE", letters: unicode + "一Ā∊")
  static let windows1252 = Charset(
    name: "windows-1252", encoding: .windows1252, iconvName: "CP1252", letters: marks + "é€“”ßÿ–",
    columns: ["id", "Größe", "note"])

  static let all = [
    utf8, utf8.marked([0xEF, 0xBB, 0xBF]), gb18030, gb18030.marked([0x84, 0x31, 0x95, 0x33]), big5,
    utf16LE, utf16LE.marked([0xFF, 0xFE]), utf16BE, utf16BE.marked([0xFE, 0xFF]), windows1252,
  ]

  func marked(_ mark: [UInt8]) -> Charset {
    var charset = self
    charset.name += " with a mark"
    charset.mark = mark
    return charset
  }

  /// A table without the characters that the encoding lacks.
  func fitted(_ table: [[String]]) -> [[String]] {
    let encoder = Encoder(iconvName)
    return table.map { row in
      row.map { $0.filter { encoder.bytes(of: String($0)) != nil } }
    }
  }
}

extension Charset: CustomTestStringConvertible {
  var testDescription: String { name }
}

/// A small table in one of the formats, with the place at which each value was written.
struct WrittenExport {
  var bytes: [UInt8]
  var line = 1
  /// Line and byte of each record and of each of its values.
  var records: [(line: Int, byte: Int)] = []
  var values: [[(line: Int, byte: Int)]] = []

  /// Nil for UTF-8.
  private let encoder: Encoder?

  init(in charset: Charset) {
    bytes = charset.mark
    encoder = charset.encoding == .utf8 ? nil : Encoder(charset.iconvName)
  }

  /// - Parameter marks: what starts here.
  mutating func write(_ text: String, startsRecord: Bool = false, startsValue: Bool = false) {
    if startsRecord {
      records.append((line, bytes.count))
      values.append([])
    }
    if startsValue { values[values.count - 1].append((line, bytes.count)) }
    if let encoder {
      guard let encoded = encoder.bytes(of: text) else {
        preconditionFailure("the encoding has all characters of '\(text)'")
      }
      bytes += encoded
    } else {
      bytes += Array(text.utf8)
    }
    let scalars = Array(text.unicodeScalars)
    for (i, scalar) in scalars.enumerated() {
      let isPair = scalar == "\r" && i + 1 < scalars.count && scalars[i + 1] == "\n"
      if scalar == "\n" || scalar == "\r" && !isPair { line += 1 }
    }
  }
}

/// One way to write a table, and how to read it again.
struct WayOfWriting: Sendable {
  var name: String
  var layout: RecordLayout
  var charset: Charset
  /// Whether white space at the ends of a value stays.
  var keepsSpace = true
  var write: @Sendable ([[String]]) -> WrittenExport

  var columns: [String] { charset.columns }

  /// A table of any text that it can hold.
  func randomTable(rows: Int, using random: inout SeededGenerator) -> [[String]] {
    let letters = Array(charset.letters.unicodeScalars)
    return (0..<rows).map { _ in
      columns.map { _ in
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &random) {
          text.append(letters.randomElement(using: &random)!)
        }
        return keepsSpace ? String(text) : trimmed(String(text))
      }
    }
  }
}

extension WayOfWriting: CustomTestStringConvertible {
  var testDescription: String { name }
}

/// One way in each format at least, and what the formats allow beside it.
let ways: [WayOfWriting] =
  [
    csvWay("CSV"),
    csvWay(
      "CSV with CR LF, a mark and titles", CSVWriting(lineEnds: ["\r\n"], titles: ["报表", ""]),
      in: .all[1]),
    csvWay("CSV with CR and all quoted", CSVWriting(lineEnds: ["\r"], quoting: .all)),
    csvWay("CSV with semicolons", CSVWriting(delimiter: ";")),
    csvWay("CSV with tabs in UTF-16", CSVWriting(delimiter: "\t"), in: .all[6]),
    csvWay("CSV in big-endian UTF-16", in: .all[8]),
    csvWay("CSV in GB18030, found out", in: .gb18030),
    jsonWay(
      "JSON in an object", path: "$.data.rows[*]", open: "{\"data\":\r\n{\"rows\" : [\n",
      separator: "\n,\r", close: "],\"total\":1}}"),
    jsonWay(
      "JSON, all escaped", open: "[", separator: ",", close: "]", escapes: true, in: .all[1]),
    jsonWay("JSON Lines", open: "", separator: "\n", close: "\n"),
    jsonWay("JSON Lines by the value itself", path: "$", open: "", separator: "\r\n", close: ""),
    xmlWay("XML with CDATA and a mark", in: .all[1], usesCDATA: true),
    xmlWay("XML with a prefix", declared: "utf-8", prefix: "x:"),
  ] + Charset.all.map { jsonWay("JSON in \($0.name)", in: $0, isDeclared: true) }
  + Charset.all.map { charset in
    let declares = charset.mark.isEmpty && charset.encoding.keepsASCII
    return xmlWay(
      "XML in \(charset.name)", in: charset,
      declared: declares ? charset.encoding.rawValue : nil)
  }
