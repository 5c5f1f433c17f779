using System.Text;
using RelayPlane.Catalog;

namespace RelayPlane.Dialects.Mending;

/// <summary>Tells a Claude to think in its own way: a budget becomes its own measure, and the other way round. Where there is no room for a thought, there is none.</summary>
internal sealed class ThinkingMending
{
    /// <summary>What the model thinks at most where the client set no budget, in tokens.</summary>
    private const long UsualBudget = 10_000;

    private readonly ModelTraits _traits;
    private readonly Action<string> _drop;
    private readonly long _room;
    private readonly bool _fits;

    public ThinkingMending(ModelTraits traits, ReadOnlySpan<byte> body, Action<string> drop)
    {
        (_traits, _drop) = (traits, drop);
        var limit = JsonText.Count(JsonText.Member(body, "max_tokens"u8)) ?? 0;
        _room = Math.Min(limit, traits.MaxOutput ?? limit) - 1;
        var choice = JsonText.OrNull(JsonText.Member(JsonText.Member(body, "tool_choice"u8), "type"u8));
        var type = JsonText.OrNull(JsonText.Member(JsonText.Member(body, "thinking"u8), "type"u8));
        var budget = traits.Reasoning == ReasoningStyle.Budget;

        // A forced call of a tool counts for more than a thought before it: such a model refuses both together.
        _fits = traits.Reasoning != ReasoningStyle.None && (!budget || _room >= traits.BudgetMin) && (traits.ForcedToolsWithThinking || choice is not ("any" or "tool"));
        Thinks = _fits && type is ("enabled" or "adaptive");
    }

    /// <summary>Whether it will think.</summary>
    public bool Thinks { get; }

    public MemberChange Change(ReadOnlySpan<byte> value)
    {
        var type = JsonText.OrNull(JsonText.Member(value, "type"u8));
        if (type == "disabled")
        {
            return _traits.Reasoning == ReasoningStyle.None ? MemberChange.Drop : _traits.ThinkingOff ? MemberChange.Keep : Dropped();
        }

        if (!_fits)
        {
            return Dropped();
        }

        return (_traits.Reasoning, type) switch
        {
            (ReasoningStyle.Adaptive, "enabled") when !_traits.Temperature => Adaptive(value),
            (ReasoningStyle.Budget, "adaptive") => MemberChange.Of(Encoding.UTF8.GetBytes($"{{\"type\":\"enabled\",\"budget_tokens\":{Math.Min(UsualBudget, _room)}}}")),
            (ReasoningStyle.Budget, "enabled") => Within(value),
            _ => MemberChange.Keep,
        };
    }

    private MemberChange Adaptive(ReadOnlySpan<byte> value)
    {
        var drop = _drop;
        return MemberChange.Of(Members.Rewrite(value, (name, _) =>
        {
            if (name.SequenceEqual("budget_tokens"u8))
            {
                drop("thinking.budget_tokens");
                return MemberChange.Drop;
            }

            return name.SequenceEqual("type"u8) ? MemberChange.Of("\"adaptive\""u8.ToArray()) : MemberChange.Keep;
        }));
    }

    /// <summary>A budget must leave room for an answer below the limit.</summary>
    private MemberChange Within(ReadOnlySpan<byte> value)
    {
        var (drop, room) = (_drop, _room);
        return MemberChange.Of(Members.Rewrite(value, (name, budget) =>
        {
            if (!name.SequenceEqual("budget_tokens"u8) || JsonText.Count(budget) is not { } asked || asked <= room)
            {
                return MemberChange.Keep;
            }

            drop("thinking.budget_tokens");
            return MemberChange.Of(Encoding.UTF8.GetBytes($"{room}"));
        }));
    }

    private MemberChange Dropped()
    {
        _drop("thinking");
        return MemberChange.Drop;
    }
}
