import Reports
import Testing

private struct DiskFull: Error, Equatable {
  var piece: Int
}

@Suite struct OutputBufferTests {
  @Test func aLargeOutputComesInPiecesAndInOrder() throws {
    var pieces: [[UInt8]] = []
    var buffer = OutputBuffer { pieces.append($0) }
    var expected: [UInt8] = []
    for number in 0..<200_000 {
      buffer.append("\(number),")
      expected += Array("\(number),".utf8)
    }
    try buffer.finish()
    #expect(Array(pieces.joined()) == expected)
    #expect(pieces.count > 4)
    #expect(pieces.allSatisfy { !$0.isEmpty && $0.count < OutputBuffer.pieceBytes + 16 })
  }

  @Test func nothingWrittenHandsOnNothing() throws {
    var pieces = 0
    var buffer = OutputBuffer { _ in pieces += 1 }
    buffer.append("")
    try buffer.finish()
    #expect(pieces == 0)
  }

  @Test func theFirstErrorIsKeptAndNothingFollowsIt() {
    var calls = 0
    var buffer = OutputBuffer { _ in
      calls += 1
      if calls > 1 { throw DiskFull(piece: calls) }
    }
    let piece = String(repeating: "x", count: OutputBuffer.pieceBytes)
    for _ in 0..<5 { buffer.append(piece) }
    #expect(throws: DiskFull(piece: 2)) { try buffer.finish() }
    #expect(calls == 2)
  }
}
