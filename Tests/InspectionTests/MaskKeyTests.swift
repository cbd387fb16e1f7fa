import Diagnostics
import FoundationEssentials
import Glibc
import Testing
import Values

@testable import Inspection

@Suite struct MaskKeyTests {
  private let shop: TemporaryShop

  init() throws {
    shop = try TemporaryShop()
  }

  private func code(_ body: () throws -> MaskKey) -> String? {
    do {
      _ = try body()
      return nil
    } catch {
      return (error as? Refusal)?.diagnostics.first?.code
    }
  }

  @Test func aKeyThatIsNotThereIsMadeForItsOwnerAlone() throws {
    let made = try MaskKey(file: shop.path("mask.key"))
    #expect(made.isNew)
    var status = stat()
    #expect(stat(shop.path("mask.key"), &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    let text = try #require(shop.text("mask.key"))
    #expect(text.count == 65 && text.hasSuffix("\n"))
    let again = try MaskKey(file: shop.path("mask.key"))
    #expect(!again.isNew)
    #expect(again.pseudonyms.keyCheck == made.pseudonyms.keyCheck)
    let other = try MaskKey(file: shop.path("other.key"))
    #expect(other.pseudonyms.keyCheck != made.pseudonyms.keyCheck)
  }

  @Test func aLineBreakAtTheEndIsNoPartOfAKey() throws {
    let key = String(repeating: "k", count: 32)
    let checks = try ["", "\n", "\r\n", " \n\n"].map { end in
      try shop.write(key + end, to: "mask.key")
      return try MaskKey(file: shop.path("mask.key")).pseudonyms.keyCheck
    }
    #expect(Set(checks).count == 1)
  }

  @Test func aKeyThatCouldBeGuessedIsRefused() throws {
    for text in ["", "\n", String(repeating: "k", count: 31) + "\n"] {
      try shop.write(text, to: "mask.key")
      #expect(code { try MaskKey(file: shop.path("mask.key")) } == "bad-mask-key")
    }
    try shop.write(String(repeating: "k", count: 5_000), to: "mask.key")
    #expect(code { try MaskKey(file: shop.path("mask.key")) } == "bad-mask-key")
  }

  @Test func whatCannotBeReadOrMadeIsRefused() throws {
    #expect(code { try MaskKey(reading: shop.path("mask.key")) } == "no-mask-key")
    #expect(code { try MaskKey(file: shop.path("no/mask.key")) } == "no-mask-key")
    #expect(code { try MaskKey(file: shop.path("Data")) } == "no-mask-key")
    #expect(shop.text("mask.key") == nil)
  }
}
