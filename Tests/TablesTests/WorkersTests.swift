import Synchronization
import Tables
import Testing

@Suite struct WorkersTests {
  @Test(arguments: [0, 1, 2, 3, 8, 100])
  func resultsComeInTheOrderOfTheJobs(threads: Int) {
    for count in [0, 1, 2, 7, 64] {
      let results = Workers.map(count: count, threads: threads) { number in
        // Later jobs are shorter, so that they end before earlier ones.
        var sum = 0
        for value in 0..<(count - number) * 200 { sum &+= value }
        return [number, sum & 0]
      }
      #expect(results == (0..<count).map { [$0, 0] })
    }
  }

  @Test func everyJobRunsOnce() {
    let runs = Mutex([Int](repeating: 0, count: 500))
    _ = Workers.map(count: 500, threads: 4) { number in runs.withLock { $0[number] += 1 } }
    #expect(runs.withLock { $0 } == [Int](repeating: 1, count: 500))
  }
}
