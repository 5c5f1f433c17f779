namespace RelayPlane.Pacing;

/// <summary>The last attempts of a mirror, by number: what a reply's headers cannot know yet is what was sent after it.</summary>
internal sealed class ReservedLog
{
    private const int Size = 1024;
    private readonly Reserved?[] _last = new Reserved?[Size];

    /// <summary>The number of the newest; 0 for none.</summary>
    public long Newest { get; private set; }

    public void Add(Reserved reserved) => _last[(Newest = reserved.Number) % Size] = reserved;

    /// <summary>What was sent after this one: how many, and their input tokens as now reserved.</summary>
    public (int Count, double Input) After(long number)
    {
        var (count, input) = (0, 0.0);
        for (var next = Math.Max(number + 1, Newest - Size + 1); next <= Newest; next++)
        {
            if (_last[next % Size] is { } one)
            {
                count++;
                input += one.Input;
            }
        }

        return (count, input);
    }

    /// <summary>What was sent since a moment.</summary>
    public (int Count, double Input) Since(double moment)
    {
        var (count, input) = (0, 0.0);
        for (var number = Newest; number > 0 && number > Newest - Size && _last[number % Size] is { } one && one.At >= moment; number--)
        {
            count++;
            input += one.Input;
        }

        return (count, input);
    }
}
