namespace AcrImport.Commands;

/// <summary>Runs on the pipeline thread what other threads post, since only that thread may write.</summary>
internal sealed class PipelinePump
{
    private readonly Queue<Action> _posts = new();
    private bool _closed;

    /// <summary>Posts work from any thread. After <see cref="Close"/> nobody is there to do it, and it is dropped.</summary>
    public void Post(Action work)
    {
        lock (_posts)
        {
            if (!_closed)
            {
                _posts.Enqueue(work);
                Monitor.Pulse(_posts);
            }
        }
    }

    /// <summary>Runs posts on the calling thread until the task has ended and nothing is left, then rethrows the task's error.</summary>
    /// <exception cref="OperationCanceledException">The pipeline is being stopped.</exception>
    public void RunUntil(Task task, CancellationToken stop)
    {
        using var stopped = stop.Register(Wake);
        _ = task.ContinueWith(_ => Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (Next(task, stop) is { } work)
        {
            work();
        }

        task.GetAwaiter().GetResult();
    }

    public void Close()
    {
        lock (_posts)
        {
            _closed = true;
            _posts.Clear();
        }
    }

    private Action? Next(Task task, CancellationToken stop)
    {
        lock (_posts)
        {
            while (true)
            {
                stop.ThrowIfCancellationRequested();
                if (_posts.Count > 0)
                {
                    return _posts.Dequeue();
                }

                if (task.IsCompleted)
                {
                    return null;
                }

                Monitor.Wait(_posts);
            }
        }
    }

    private void Wake()
    {
        lock (_posts)
        {
            Monitor.Pulse(_posts);
        }
    }
}
