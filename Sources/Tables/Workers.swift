import Dispatch
import Synchronization

/// Runs jobs on several threads and gives their results in the order of the jobs, whatever the threads.
public enum Workers {
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
