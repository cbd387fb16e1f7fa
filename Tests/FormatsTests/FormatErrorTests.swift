import Diagnostics
import Glibc
import Testing

@testable import Formats

@Suite struct FormatErrorTests {
  @Test func whatCannotBeOpenedSaysWhy() throws {
    #expect(throws: FormatError.cannotOpen(reason: "No such file or directory")) {
      try readAll("/nowhere/x.csv", csv("a"))
    }
    #expect(throws: FormatError.isDirectory) { try readAll("/tmp", csv("a")) }
    #expect(throws: FormatError.isNotAFile) { try readAll("/dev/null", csv("a")) }
    #expect(formatError(bytes: [], csv("a")) == .isEmpty)
  }

  @Test(
    arguments: [
      ([0x1F, 0x8B, 8, 0], FormatError.CompressedFormat.gzip),
      (Array("PK\u{3}\u{4}".utf8), .zip),
      (
        Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 26)
          + Array("[Content_Types].xml".utf8), .excel
      ),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .excel),
      ([0x28, 0xB5, 0x2F, 0xFD, 0], .zstandard),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .xz),
      (Array("BZh91AY&SY".utf8), .bzip2),
    ] as [([UInt8], FormatError.CompressedFormat)])
  func aCompressedExportSaysWhatToDo(bytes: [UInt8], format: FormatError.CompressedFormat) {
    let layouts = [csv("a"), json("$", "a"), xml("/a", "a")]
    for layout in layouts {
      #expect(formatError(bytes: bytes, layout) == .isCompressed(format))
    }
    let file = TemporaryFile(bytes)
    #expect(throws: FormatError.isCompressed(format)) { try sniff(file: file.path) }
  }

  @Test func aHeaderThatBeginsLikeAnArchiveIsRead() throws {
    #expect(try readAll(text: "BZh9,b\n1,2\n", csv("b")).texts == [["2"]])
  }

  @Test(arguments: [
    (
      FormatError.isCompressed(.gzip),
      """
      x: error[is-compressed]: the file is compressed with gzip
        help: run 'gunzip FILE' and name the file without .gz
      """
    ),
    (
      .isCompressed(.excel),
      """
      x: error[is-compressed]: the file is an Excel workbook, not a text export
        help: save it as 'CSV UTF-8' in Excel
      """
    ),
    (
      .documentTypeForbidden(line: 2),
      """
      x:2: error[document-type-forbidden]: the document has a document type declaration (DOCTYPE), \
      which is never read
        help: export the document without it
      """
    ),
    (
      .noHeader(wanted: ["id"], rowsSearched: 9, firstRow: ["a", "b"]),
      """
      x: error[no-header]: none of the first 9 rows holds any of the columns 'id'
        help: check that this is the right export; its first row has 'a', 'b'
      """
    ),
    (
      .missingFields(["totl"], header: ["id", "total"], line: 3),
      """
      x:3: error[missing-column]: the column 'totl' is not in the header
        help: did you mean 'total'? the header has 'id', 'total'
      """
    ),
    (
      .repeatedField("金额", columns: [2, 5], line: 1),
      """
      x:1: error[repeated-column]: the column '金额' stands in the header 2 times, as columns 2, 5
        help: say which one: '金额#1', '金额#2'
      """
    ),
    (
      .isNotWellFormed(grammar: "JSON", line: 4, byte: 99, reason: "a value cannot start with '<'"),
      "x:4: error[not-well-formed]: this is not well-formed JSON at byte 99: "
        + "a value cannot start with '<'"
    ),
    (
      .recordsNotFound(path: "$.row[*]", found: ["$.rows[*]"]),
      """
      x: error[records-not-found]: the export has nothing at the path '$.row[*]' of its records
        help: did you mean '$.rows[*]'? the export has '$.rows[*]'
      """
    ),
  ])
  func aDiagnosticStandsAlone(error: FormatError, text: String) {
    #expect(error.diagnostic(file: "x").description == text)
  }
}
