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

  @Test func whatIsNoFileHasNone() throws {
    let folder = try TemporaryFolder()
    #expect(FileDigest(ofFile: folder.path + "/missing") == FileDigest())
    #expect(FileDigest(ofFile: folder.path) == FileDigest())
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(FileDigest(ofFile: pipe).byteCount == 0, "nobody is waited for")
  }
}
