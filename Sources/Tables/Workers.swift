import Dispatch
import Synchronization

/// Runs jobs on several threads and gives their results in the order of the jobs, whatever the threads.
public enum Workers {
  /// The same for jobs of known sizes: the largest are begun first, so that none of them is left alone at the end.
  public static func map<Result: Sendable>(
    largestFirst sizes: [Int], threads: Int, _ job: @Sendable (Int) -> Result
  ) -> [Result] {
    let order = sizes.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
    let results = map(count: order.count, threads: threads) { job(order[$0]) }
    var placed = [Result?](repeating: nil, count: order.count)
    for (number, result) in zip(order, results) { placed[number] = result }
    return placed.map { $0! }
  }

  /// Returns `job(0), job(1), …`.
  ///
  /// Idle threads claim the next job, so jobs may differ in size; one thread runs them in turn.
  public static func map<Result: Sendable>(
    count: Int, threads: Int, _ job: @Sendable (Int) -> Result
  ) -> [Result] {
    if threads <= 1 || count <= 1 { return (0..<count).map(job) }
    let next = Atomic<Int>(0)
    let results = Mutex<[Result?]>(Array(repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
      while true {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard number < count else { return }
        let result = job(number)
        results.withLock { $0[number] = result }
      }
    }
    return results.withLock { $0.map { $0! } }
  }
}
