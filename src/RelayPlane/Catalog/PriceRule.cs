using System.Text.Json;
using System.Text.RegularExpressions;

namespace RelayPlane.Catalog;

/// <summary>Which ids a row of the price table covers. Upper and lower case are alike, but not in a regular expression.</summary>
internal abstract record PriceRule
{
    public abstract bool Accepts(string model);

    /// <summary>Reads <c>{ "equals" | "starts_with" | "ends_with" | "contains" | "regex": text }</c> or <c>{ "or" | "and": [rule] }</c>.</summary>
    /// <exception cref="JsonException">It is no such rule.</exception>
    public static PriceRule Read(JsonElement rule)
    {
        if (rule.ValueKind != JsonValueKind.Object || rule.EnumerateObject().ToList() is not [var only])
        {
            throw new JsonException("A match rule is an object with one member.");
        }

        return only.Name switch
        {
            "equals" => new Text(TextKind.Equals, String(only)),
            "starts_with" => new Text(TextKind.StartsWith, String(only)),
            "ends_with" => new Text(TextKind.EndsWith, String(only)),
            "contains" => new Text(TextKind.Contains, String(only)),
            "regex" => new Pattern(String(only)),
            "or" => new Any(Several(only)),
            "and" => new All(Several(only)),
            _ => throw new JsonException($"'{only.Name}' is no kind of match rule."),
        };
    }

    private static string String(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : throw new JsonException($"The match rule '{member.Name}' needs a text.");

    private static PriceRule[] Several(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.Array ? [.. member.Value.EnumerateArray().Select(Read)] : throw new JsonException($"The match rule '{member.Name}' needs a list.");

    /// <summary>How a text is held against an id.</summary>
    internal enum TextKind
    {
        /// <summary>The whole id.</summary>
        Equals,

        /// <summary>Its beginning.</summary>
        StartsWith,

        /// <summary>Its end.</summary>
        EndsWith,

        /// <summary>Anything in it.</summary>
        Contains,
    }

    /// <summary>Compares with a text.</summary>
    internal sealed record Text(TextKind Kind, string Value) : PriceRule
    {
        public override bool Accepts(string model) => Kind switch
        {
            TextKind.Equals => model.Equals(Value, StringComparison.OrdinalIgnoreCase),
            TextKind.StartsWith => model.StartsWith(Value, StringComparison.OrdinalIgnoreCase),
            TextKind.EndsWith => model.EndsWith(Value, StringComparison.OrdinalIgnoreCase),
            _ => model.Contains(Value, StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>Compares with a regular expression. A downloaded table may hold any, so each has little time.</summary>
    internal sealed record Pattern : PriceRule
    {
        private static readonly TimeSpan s_most = TimeSpan.FromMilliseconds(50);
        private readonly Regex _regex;

        public Pattern(string text)
        {
            try
            {
                _regex = new Regex(text, RegexOptions.CultureInvariant, s_most);
            }
            catch (ArgumentException e)
            {
                throw new JsonException($"The match rule 'regex' is none: {e.Message}", e);
            }
        }

        public override bool Accepts(string model)
        {
            try
            {
                return _regex.IsMatch(model);
            }
            catch (RegexMatchTimeoutException)
            {
                return false;
            }
        }
    }

    /// <summary>One of them is enough.</summary>
    internal sealed record Any(PriceRule[] Rules) : PriceRule
    {
        public override bool Accepts(string model) => Rules.Any(rule => rule.Accepts(model));
    }

    /// <summary>All of them must hold.</summary>
    internal sealed record All(PriceRule[] Rules) : PriceRule
    {
        public override bool Accepts(string model) => Rules.All(rule => rule.Accepts(model));
    }
}
