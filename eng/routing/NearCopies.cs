using System.Runtime.InteropServices;

namespace RelayPlane.Routing.Training;

/// <summary>Finds prompts that are nearly one of others: half of their five-word runs, those that everybody has left out, are in one single other prompt.</summary>
internal static class NearCopies
{
    private const int Run = 5;
    private const int Everybody = 40;

    // A shorter prompt that shares half of its runs is of one kind with the other, and no copy.
    private const int Telling = 8;

    public static List<Prompt> Without(IReadOnlyList<Prompt> prompts, IReadOnlyList<Prompt> others)
    {
        var holders = new Dictionary<ulong, List<int>>();
        foreach (var (place, other) in others.Index())
        {
            foreach (var run in Runs(other))
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(holders, run, out _) ??= []).Add(place);
            }
        }

        return [.. prompts.Where(prompt => !IsCopy(prompt, holders))];
    }

    private static bool IsCopy(Prompt prompt, Dictionary<ulong, List<int>> holders)
    {
        var (shared, telling) = (new Dictionary<int, int>(), 0);
        foreach (var run in Runs(prompt))
        {
            var held = holders.GetValueOrDefault(run);
            if (held is { Count: > Everybody })
            {
                continue;
            }

            telling++;
            foreach (var other in held ?? [])
            {
                shared[other] = shared.GetValueOrDefault(other) + 1;
            }
        }

        return telling >= Telling && shared.Count > 0 && shared.Values.Max() * 2 >= telling;
    }

    private static HashSet<ulong> Runs(Prompt prompt)
    {
        var words = System.Text.Encoding.UTF8.GetString(prompt.Text).ToLowerInvariant().Split([' ', '\n', '\t', '.', ',', '?', '(', ')', ':'], StringSplitOptions.RemoveEmptyEntries);
        var runs = new HashSet<ulong>();
        for (var at = 0; at + Run <= words.Length; at++)
        {
            var hash = 14695981039346656037UL;
            foreach (var letter in string.Join(' ', words, at, Run))
            {
                hash = (hash ^ letter) * 1099511628211UL;
            }

            runs.Add(hash);
        }

        return runs;
    }
}
