namespace RelayPlane.Benchmarks.Pacing;

/// <summary>Things to happen, in order of time; those of one moment in the order in which they were put down.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (double At, long Order)> _ahead = new();
    private long _order;

    /// <summary>Seconds.</summary>
    public double Now { get; private set; }

    public void At(double when, Action what) => _ahead.Enqueue(what, (Math.Max(when, Now), _order++));

    public void Run()
    {
        while (_ahead.TryDequeue(out var what, out var when))
        {
            Now = when.At;
            what();
        }
    }
}
