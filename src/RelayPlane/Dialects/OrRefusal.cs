using System.Diagnostics.CodeAnalysis;

namespace RelayPlane.Dialects;

/// <summary>What a room hands on, or why it refuses to. Errors stay values until the edge, where one place makes replies of them.</summary>
internal readonly struct OrRefusal<T>
    where T : class
{
    private readonly T? _value;
    private readonly Refusal? _refusal;

    private OrRefusal(T? value, Refusal? refusal) => (_value, _refusal) = (value, refusal);

    public static implicit operator OrRefusal<T>(T value) => new(value, null);

    public static implicit operator OrRefusal<T>(Refusal refusal) => new(null, refusal);

    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        (value, refusal) = (_value, _refusal);
        return value is not null;
    }
}
