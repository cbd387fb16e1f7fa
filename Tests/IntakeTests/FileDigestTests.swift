import Glibc
import Testing

@testable import Intake

@Suite struct FileDigestTests {
  /// Bytes and their digest, from FIPS 180-2, appendices B.1 and B.3.
  static let cases: [(bytes: [UInt8], sha256: String)] = [
    (
      Array("abc".utf8),
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    ),
    (
      Array(repeating: UInt8(ascii: "a"), count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
    ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
  ]

  @Test func theDigestIsThatOfTheStandard() throws {
    let folder = try TemporaryFolder()
    for (bytes, sha256) in Self.cases {
      try folder.write(bytes, to: "file")
      let digest = FileDigest(ofFile: folder.path + "/file")
      #expect(digest.sha256 == sha256 && digest.byteCount == bytes.count)
    }
  }

  /// Of a text that stays UTF-8 and of one that turns out to be something else at its end, which is read a second time.
  @Test func theDigestOfAnExportIsThatOfItsFile() throws {
    let folder = try TemporaryFolder()
    let records = (1...12_000).map {
      #"{"id":"D\#($0)","remark":"\#($0 % 7) 张, to be delivered whole"}"#
    }
    let text = records.joined(separator: "\n")
    let turned =
      Array(text.replacing("张", with: "x").utf8) + encoded("\n{\"id\":\"收货人收货人收货人\"}", "GB18030")
    try folder.write(text, to: "a.json")
    try folder.write(turned, to: "b.json")
    try folder.write(
      "id,remark\n" + records.map { "\($0.utf8.count),x y z" }.joined(separator: "\n"), to: "c.csv")
    let json = try Shop.source(
      """
      { "id": "orders", "entity": "order", "files": [], "format": "json", "records": "$[*]",
        "fields": { "id": "id", "remark": "remark" } }
      """)
    let csv = try Shop.csv("more", fields: #""id": "id", "remark": "remark""#)
    let files = [("a.json", json), ("b.json", json), ("c.csv", csv)].map { name, source in
      ExportFile(path: folder.path + "/" + name, name: name, source: source)
    }
    for some in [files, [files[0]], [files[1]], [files[2]]] {
      let read = Dataset.reading(some, model: Shop.model, threads: 4)
      for (file, export) in zip(some, read.exports) {
        #expect(export.sha256 == FileDigest(ofFile: file.path).sha256, "\(file.name)")
        #expect(export.recordCounts[0] > 11_000)
      }
    }
  }

  @Test func whatIsNoFileHasNone() throws {
    let folder = try TemporaryFolder()
    #expect(FileDigest(ofFile: folder.path + "/missing") == FileDigest())
    #expect(FileDigest(ofFile: folder.path) == FileDigest())
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(FileDigest(ofFile: pipe).byteCount == 0, "nobody is waited for")
  }
}
