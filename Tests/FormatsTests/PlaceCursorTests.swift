import Testing

@testable import Formats

@Suite struct PlaceCursorTests {
  private static let texts =
    [
      "a line of plain text\nand another one, longer than a word\r\nend",
      "订单\t编号, 金额(元)\rplain again 12345678",
      "12345678é234567\n8", "\u{7F}234567\u{1}89abcdefghijk\u{301}lmnop",
    ].map { Array($0.utf8) } + [Array("12345678".utf8) + [0x80] + Array("12345678".utf8)]

  /// Many bytes at once come to where one after the other does.
  @Test(arguments: texts)
  func itMovesByManyBytesAsByOne(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { bytes in
      for first in 0...bytes.count {
        var (leaping, walking) = (PlaceCursor(), PlaceCursor())
        leaping.move(to: first, in: bytes)
        leaping.move(to: bytes.count, in: bytes)
        for target in 0...bytes.count { walking.move(to: target, in: bytes) }
        #expect(leaping.line == walking.line && leaping.column == walking.column, "\(first)")
      }
    }
  }
}
