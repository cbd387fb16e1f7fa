import Findings
import Values

/// Where files lie, as URIs (RFC 3986).
struct SARIFPlaces: Sendable {
  let artifacts: [InputFile]
  private let indices: [String: Int]
  /// The folder that names of files start from; nil when they start from where the program was run.
  private let folder: String?

  /// The folder of the exports.
  private static let exports = "EXPORTS"
  /// The folder in which the program was run. Where that is, is nobody's business in another place.
  private static let start = "WORKDIR"

  init(_ report: MonthlyReport) {
    var seen: Set<String> = []
    artifacts = report.coverage.exports.flatMap(\.files).filter { seen.insert($0.name).inserted }
    indices = Dictionary(
      uniqueKeysWithValues: artifacts.enumerated().map { ($1.name, $0) })
    folder = report.occasion == .monthEnd ? report.scope : nil
  }

  /// The members of `originalUriBaseIds`.
  func bases(_ json: inout JSONWriter, description: String) {
    json.key(named: SARIFPlaces.start)
    json.object { _ in }
    guard let folder else { return }
    json.key(named: SARIFPlaces.exports)
    json.object { json in
      // A base that leads upwards may not be given (§3.14.14), and then whoever reads the file says where it is.
      if !folder.isEmpty, !leadsUpwards(folder) {
        json.member("uri", uri(of: folder.utf8.last == slash ? folder : folder + "/"))
        if folder.utf8.first != slash { json.member("uriBaseId", SARIFPlaces.start) }
      }
      json.message("description", description)
    }
  }

  func artifact(_ json: inout JSONWriter, _ file: InputFile) {
    json.object("location") { location(&$0, file.name) }
    json.member("length", file.byteCount)
    if !file.encoding.isEmpty { json.member("encoding", file.encoding) }
    if !file.sha256.isEmpty {
      json.object("hashes") { $0.member("sha-256", file.sha256) }
    }
    json.strings("roles", ["analysisTarget"])
  }

  /// The members of an artifact's location.
  func location(_ json: inout JSONWriter, _ file: String) {
    json.member("uri", uri(of: file))
    if file.utf8.first != slash, !leadsUpwards(file) {
      json.member("uriBaseId", folder == nil ? SARIFPlaces.start : SARIFPlaces.exports)
    }
    if let index = indices[file] { json.member("index", index) }
  }

  /// Writes where a line of a file is; nothing without a name. An export that is missing is where its file would
  /// be, by the pattern of its name and without a line.
  func physicalLocation(_ json: inout JSONWriter, _ file: String, line: Int?) {
    guard !file.isEmpty else { return }
    json.object("physicalLocation") { json in
      json.object("artifactLocation") { location(&$0, file) }
      if let line, line > 0 {
        json.object("region") { $0.member("startLine", line) }
      }
    }
  }

  private func leadsUpwards(_ path: String) -> Bool {
    path.utf8.split(separator: slash).contains { $0.elementsEqual("..".utf8) }
  }

  /// All but the unreserved characters written as bytes of UTF-8: `订单` is `%E8%AE%A2%E5%8D%95`. A colon too,
  /// before which a name would be a scheme.
  private func uri(of path: String) -> String {
    var text = path.utf8.first == slash ? "file://" : ""
    var bytes = path.utf8[...]
    while bytes.starts(with: "./".utf8), bytes.count > 2 { bytes = bytes.dropFirst(2) }
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return text
  }
}

private let slash = UInt8(ascii: "/")
