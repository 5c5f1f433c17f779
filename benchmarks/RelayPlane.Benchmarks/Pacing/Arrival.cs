namespace RelayPlane.Benchmarks.Pacing;

/// <summary>One call of a trace, ready to be sent.</summary>
/// <param name="Number">From 0, in order of the trace.</param>
/// <param name="At">When it is due, in seconds from the start.</param>
/// <param name="Agent">Who sends it; agent 0 is the flooder, where there is one.</param>
/// <param name="Input">Tokens of the prompt.</param>
/// <param name="Output">Tokens of the reply.</param>
/// <param name="Blocks">Ids of the prompt's blocks of 512 tokens; empty where the trace has none.</param>
internal sealed record Arrival(int Number, double At, int Agent, long Input, long Output, IReadOnlyList<long> Blocks)
{
    public const int Agents = 24;

    /// <summary>How long an agent waits for its call, in seconds.</summary>
    public const double Patience = 600;
}
