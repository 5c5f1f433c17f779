using RelayPlane.Catalog;

namespace RelayPlane.Dialects.Neutral;

/// <summary>What of a request does not reach its target: noted where that is little, refused where the answer would be another than was asked for.</summary>
/// <param name="from">Whose words the client knows.</param>
/// <param name="allowed">Whether the route allows loss.</param>
internal sealed class Losses(WireFormat from, bool allowed)
{
    private readonly List<string> _dropped = [];

    /// <summary>What was left out, in the client's words, each once, in order.</summary>
    public IReadOnlyList<string> Dropped => _dropped;

    /// <summary>The first loss that cannot be taken; null while there is none.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Left out, and said so.</summary>
    public void Drop(Field field) => Drop(FieldNames.Of(from, field));

    /// <param name="name">In the client's words.</param>
    public void Drop(string name)
    {
        if (!_dropped.Contains(name))
        {
            _dropped.Add(name);
        }
    }

    /// <summary>Silence would change what is answered: refused, or dropped where the route allows it.</summary>
    /// <param name="why">The rest of the sentence “NAME …”: <c>cannot be forced at openai/gpt-5</c>.</param>
    public void Refuse(Field field, string why) => Refuse(FieldNames.Of(from, field), why);

    /// <param name="name">In the client's words.</param>
    /// <param name="why">The rest of the sentence.</param>
    public void Refuse(string name, string why)
    {
        if (allowed)
        {
            Drop(name);
        }
        else
        {
            Refusal ??= new Refusal(RefusalKind.InvalidRequest, $"{name} {why}. Leave it out, ask a model that takes it, or set \"allowLoss\": true on the route.", name);
        }
    }

    /// <summary>It refers to what the target does not hold: refused whatever the route says.</summary>
    public void Foreign(string name, string why) =>
        Refusal ??= new Refusal(RefusalKind.InvalidRequest, $"{name} {why}.", name);

    /// <summary>The members that only the client's format has.</summary>
    public void Take(IReadOnlyList<RestMember> rest, EncodeFor target)
    {
        foreach (var member in rest)
        {
            Take(member.Name, member.Weight, member.Why, target);
        }
    }

    /// <summary>What only its own format knows.</summary>
    public void Take(OpaqueBlock block, EncodeFor target) => Take(block.Type, block.Weight, null, target);

    private void Take(string name, LossWeight weight, string? why, EncodeFor target)
    {
        switch (weight)
        {
            case LossWeight.Hint:
                Drop(name);
                break;
            case LossWeight.Meaning:
                Refuse(name, why ?? $"has no equal at {target.Provider}/{target.Model}");
                break;
            case LossWeight.State:
                Foreign(name, why ?? $"refers to what {target.Provider} does not hold");
                break;
        }
    }
}
