namespace RelayPlane.Admission.Sizes;

/// <summary>A call while it is made to fit.</summary>
/// <param name="Moved">The rules that sent it elsewhere.</param>
internal sealed record Fitting(Asking Asking, IReadOnlyList<SizeRule> Moved)
{
    /// <summary>What was done to it, in words.</summary>
    public IReadOnlyList<string> Said { get; init; } = [];

    public Fitting Saying(string what) => this with { Said = [.. Said, what] };

    /// <summary>The same without the models that it may climb to.</summary>
    public Fitting Staying() => this with { Asking = Asking with { Plan = Asking.Plan with { Ladder = null } } };

    public Asking Told() => Said.Count == 0 ? Asking : Asking.Saying(AdmissionNames.Budget, string.Join("; ", Said));
}
