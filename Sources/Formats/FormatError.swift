package import Diagnostics

/// Why an export cannot be read at all.
package enum FormatError: Error, Hashable, Sendable {
  case cannotOpen(reason: String)
  case cannotRead(byte: Int, reason: String)
  case isDirectory
  /// A pipe, a device: something that cannot be read twice.
  case isNotAFile
  case isEmpty
  case isTooLarge(byteCount: Int, limit: Int)
  case isCompressed(CompressedFormat)
  /// The system has no converter for the encoding.
  case cannotDecode(TextEncoding)
  /// XML that declares an encoding we do not read.
  case unknownEncoding(String)

  /// No row at the top of the CSV export, or not the declared one, holds any of the wanted names.
  case noHeader(wanted: [String], rowsSearched: Int, firstRow: [String])
  case missingFields([String], header: [String], line: Int)
  /// A wanted name stands in several columns, given from 1.
  case repeatedField(String, columns: [Int], line: Int)
  case tooManyColumns(limit: Int, line: Int)

  /// The export breaks its grammar before the first record.
  case isNotWellFormed(grammar: String, line: Int, byte: Int, reason: String)
  case documentTypeForbidden(line: Int)
  /// The export has nothing at the path of the records.
  case recordsNotFound(path: String, found: [String])
  /// A path of the layout that cannot be understood.
  case badPath(String, reason: String)

  package enum CompressedFormat: String, Hashable, Sendable {
    case gzip, zip, zstandard = "Zstandard", bzip2, xz
    /// An Excel workbook, which is a zip archive.
    case excel = "Excel workbook"
  }
}

extension FormatError {
  /// What a person is told.
  package func diagnostic(file: String) -> Diagnostic {
    Diagnostic(code, at: Place(file: file, line: line), message, help: help)
  }

  private var code: String {
    switch self {
    case .cannotOpen: "cannot-open"
    case .cannotRead: "cannot-read"
    case .isDirectory: "is-directory"
    case .isNotAFile: "is-not-a-file"
    case .isEmpty: "is-empty"
    case .isTooLarge: "is-too-large"
    case .isCompressed: "is-compressed"
    case .cannotDecode, .unknownEncoding: "unknown-encoding"
    case .noHeader: "no-header"
    case .missingFields: "missing-column"
    case .repeatedField: "repeated-column"
    case .tooManyColumns: "too-many-columns"
    case .isNotWellFormed: "not-well-formed"
    case .documentTypeForbidden: "document-type-forbidden"
    case .recordsNotFound: "records-not-found"
    case .badPath: "bad-path"
    }
  }

  private var line: Int? {
    switch self {
    case .missingFields(_, _, let line), .repeatedField(_, _, let line),
      .tooManyColumns(_, let line), .isNotWellFormed(_, let line, _, _),
      .documentTypeForbidden(let line):
      line
    default: nil
    }
  }

  private var message: String {
    switch self {
    case .cannotOpen(let reason): "the file cannot be opened: \(reason)"
    case .cannotRead(let byte, let reason):
      "the file cannot be read from byte \(byte) on: \(reason)"
    case .isDirectory: "this is a folder, not an export"
    case .isNotAFile: "this is not a regular file"
    case .isEmpty: "the file holds no text"
    case .isTooLarge(let byteCount, let limit):
      "the file has \(byteCount) bytes, more than the limit of \(limit)"
    case .isCompressed(.excel): "the file is an Excel workbook, not a text export"
    case .isCompressed(let format): "the file is compressed with \(format.rawValue)"
    case .cannotDecode(let encoding):
      "the system's iconv has no converter for \(encoding.rawValue)"
    case .unknownEncoding(let name): "the encoding '\(name)' is not one that is read"
    case .noHeader(let wanted, let rows, _):
      rows == 1
        ? "the only row searched holds none of the columns \(list(wanted))"
        : "none of the first \(rows) rows holds any of the columns \(list(wanted))"
    case .missingFields(let names, _, _):
      names.count == 1
        ? "the column \(list(names)) is not in the header"
        : "the columns \(list(names)) are not in the header"
    case .repeatedField(let name, let columns, _):
      "the column '\(name)' stands in the header \(columns.count) times, "
        + "as columns \(columns.map(String.init).joined(separator: ", "))"
    case .tooManyColumns(let limit, _): "the header has more than \(limit) columns"
    case .isNotWellFormed(let grammar, _, let byte, let reason):
      "this is not well-formed \(grammar) at byte \(byte): \(reason)"
    case .documentTypeForbidden:
      "the document has a document type declaration (DOCTYPE), which is never read"
    case .recordsNotFound(let path, _):
      "the export has nothing at the path '\(path)' of its records"
    case .badPath(let path, let reason): "the path '\(path)' cannot be read: \(reason)"
    }
  }

  private var help: String? {
    switch self {
    case .cannotOpen: "check the path and the permissions"
    case .isDirectory: "name the files in it"
    case .isNotAFile: "save the data to a file and name that"
    case .isEmpty: "export it again"
    case .isTooLarge: "split the export"
    case .isCompressed(.excel): "save it as 'CSV UTF-8' in Excel"
    case .isCompressed(.gzip): "run 'gunzip FILE' and name the file without .gz"
    case .isCompressed: "unpack it and name the file inside"
    case .cannotDecode: "install the system's iconv modules, or export as UTF-8"
    case .unknownEncoding:
      "export as one of " + TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
    case .noHeader(_, _, let firstRow):
      "check that this is the right export; its first row has \(list(firstRow))"
    case .missingFields(let names, let header, _): missingFieldsHelp(names, header)
    case .repeatedField(let name, _, _): "say which one: '\(name)#1', '\(name)#2'"
    case .documentTypeForbidden: "export the document without it"
    case .badPath:
      "a path is written like Buyer/Name, Goods/@code or ID[@scheme='GLN'] for XML, "
        + "like customer.name or $.orders[*] for JSON"
    case .recordsNotFound(let path, let found): recordsHelp(path, found)
    default: nil
    }
  }
}

/// How many names a message lists before it only counts the others.
private let listedNames = 20

private func list(_ names: [String]) -> String {
  let shown = names.prefix(listedNames).map { "'\($0)'" }.joined(separator: ", ")
  return names.count > listedNames ? shown + " and \(names.count - listedNames) more" : shown
}

private func missingFieldsHelp(_ names: [String], _ header: [String]) -> String {
  let hints = names.prefix(listedNames).compactMap { name in
    Suggestion.nearest(to: name, among: header).map {
      names.count == 1 ? "did you mean '\($0)'?" : "for '\(name)' did you mean '\($0)'?"
    }
  }
  return (hints + ["the header has \(list(header))"]).joined(separator: " ")
}

private func recordsHelp(_ path: String, _ found: [String]) -> String? {
  guard !found.isEmpty else { return nil }
  let hint = Suggestion.help(for: path, among: found).map { $0 + " " } ?? ""
  return hint + "the export has \(list(found))"
}
