import Synchronization
import TestSupport
import Testing
import Values

@testable import Intake

/// Digests made together with those of other files are those of each file.
@Suite struct SharedDigestingTests {
  private func bytes(_ seed: UInt64) -> [UInt8] {
    var random = SeededRandom(seed: seed)
    return (0..<Int.random(in: 0...700_000, using: &random)).map { _ in
      UInt8.random(in: 0...255, using: &random)
    }
  }

  /// Offers bytes piece by piece, each of which is gone when the next one comes, or the one after that.
  private func digest(_ bytes: [UInt8], _ digesting: SharedDigesting, _ seed: UInt64) -> String {
    var random = SeededRandom(seed: seed)
    let feed = digesting.open()
    var (room, other) = (Self.room(), Self.room())
    defer {
      room.deallocate()
      other.deallocate()
    }
    var rest = bytes[...]
    if Bool.random(using: &random) {
      feed.offer(UnsafeRawBufferPointer(room))
      feed.restart()
    }
    while !rest.isEmpty {
      let piece = rest.prefix(
        Bool.random(using: &random) ? 1 << 18 : Int.random(in: 1...200_000, using: &random))
      rest = rest.dropFirst(piece.count)
      feed.settle(leaving: 1)
      if feed.isAtWork || Bool.random(using: &random) {
        swap(&room, &other)
      } else {
        feed.settle()
      }
      room.copyBytes(from: piece)
      feed.offer(UnsafeRawBufferPointer(rebasing: room[..<piece.count]))
    }
    return SHA256.hexText(feed.close().finalize())
  }

  private static func room() -> UnsafeMutableRawBufferPointer {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 300_000, alignment: 64)
    room.initializeMemory(as: UInt8.self, repeating: 7)
    return room
  }

  /// How many have not finished.
  private final class Readers: Sendable {
    let count: Atomic<Int>

    init(_ count: Int) { self.count = Atomic(count) }
  }

  @Test(arguments: UInt64(1)...4, [1, 2, 5])
  func digestsAreThoseOfEachFile(seed: UInt64, threads: Int) async {
    let digesting = SharedDigesting()
    let files = (0..<12).map { bytes(seed * 100 + $0) }
    let readers = Readers(threads)
    await withTaskGroup(of: Void.self) { group in
      if seed % 2 == 0 {
        group.addTask {
          while readers.count.load(ordering: .acquiring) > 0 { _ = digesting.help() }
        }
      }
      for thread in 0..<threads {
        group.addTask {
          defer { readers.count.subtract(1, ordering: .releasing) }
          for number in stride(from: thread, to: files.count, by: threads) {
            let digest = self.digest(files[number], digesting, seed &+ UInt64(number))
            #expect(digest == SHA256.hex(of: files[number]), "seed \(seed), file \(number)")
          }
        }
      }
    }
  }

  @Test func aFileOfNothingHasTheDigestOfNothing() {
    let feed = SharedDigesting().open()
    #expect(
      SHA256.hexText(feed.close().finalize())
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }
}
