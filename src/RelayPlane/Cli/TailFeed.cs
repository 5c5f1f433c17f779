using RelayPlane.Ledger;

namespace RelayPlane.Cli;

/// <summary>The calls that a filter takes, first the newest there are, then each as it is written.</summary>
internal sealed class TailFeed(CallsReader calls, TailFilter filter)
{
    private const int Page = 500;

    /// <summary>How far back a filter that takes few is followed before the newest are given up on.</summary>
    private const int MostPages = 40;

    private long _seen;

    /// <summary>The newest, the oldest of them first. What is written from now on is new.</summary>
    public IReadOnlyList<CallEntry> Newest(int most)
    {
        var found = new List<CallEntry>();
        var before = long.MaxValue;
        for (var page = 0; page < MostPages; page++)
        {
            var read = calls.Before(before, page == 0 ? Math.Clamp(most, 1, Page) : Page);
            if (read.Count == 0)
            {
                break;
            }

            _seen = Math.Max(_seen, read[0].Seq);
            found.AddRange(read.Select(call => call.Call).Where(filter.Takes));
            before = read[^1].Seq;
            if (found.Count >= most)
            {
                break;
            }
        }

        return [.. found.Take(most).Reverse()];
    }

    public IReadOnlyList<CallEntry> Next()
    {
        var read = calls.After(_seen, Page);
        if (read.Count > 0)
        {
            _seen = read[^1].Seq;
        }

        return [.. read.Select(call => call.Call).Where(filter.Takes)];
    }
}
