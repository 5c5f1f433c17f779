using System.Diagnostics.CodeAnalysis;

namespace RelayPlane.Dialects;

/// <summary>What a room hands on, or why it refuses to. Errors stay values until the edge, where one place makes replies of them.</summary>
internal readonly struct OrRefusal<T>
    where T : class
{
    private OrRefusal(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>Null where it is a refusal.</summary>
    public T? Value { get; }

    /// <summary>Null where there is a value.</summary>
    public Refusal? Refusal { get; }

    public static implicit operator OrRefusal<T>(T value) => new(value, null);

    public static implicit operator OrRefusal<T>(Refusal refusal) => new(null, refusal);

    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        (value, refusal) = (Value, Refusal);
        return value is not null;
    }
}
