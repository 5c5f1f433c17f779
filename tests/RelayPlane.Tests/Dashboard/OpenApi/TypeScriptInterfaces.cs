using System.Text.RegularExpressions;

namespace RelayPlane.Tests.Dashboard.OpenApi;

/// <summary>A type of TypeScript, as far as the page's contract uses them.</summary>
/// <param name="Kind"><c>number</c>, <c>string</c>, <c>boolean</c>, <c>unknown</c>, <c>array</c>, <c>map</c>, <c>object</c>, or <c>named</c>.</param>
/// <param name="Name">The interface that is meant.</param>
/// <param name="Element">What an array or a map holds.</param>
/// <param name="Fields">What an object has.</param>
internal sealed record TypeScriptType(string Kind, bool OrNull = false, string? Name = null, TypeScriptType? Element = null, IReadOnlyList<TypeScriptField>? Fields = null);

/// <summary>A field of an interface.</summary>
internal sealed record TypeScriptField(string Name, bool IsOptional, TypeScriptType Type);

/// <summary>Reads the interfaces of a file that has nothing else.</summary>
internal sealed partial class TypeScriptInterfaces
{
    private readonly string[] _words;
    private int _at;

    private TypeScriptInterfaces(string text) => _words = [.. Words().Matches(Comments().Replace(text, " ")).Select(match => match.Value)];

    /// <summary>The fields of each interface, those that it extends included.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<TypeScriptField>> Read(string text)
    {
        var reader = new TypeScriptInterfaces(text);
        var found = new Dictionary<string, IReadOnlyList<TypeScriptField>>();
        while (reader._at < reader._words.Length)
        {
            reader.Take("export");
            reader.Take("interface");
            var name = reader.Next();
            IReadOnlyList<TypeScriptField> inherited = reader.Is("extends") ? found[reader.Next()] : [];
            found.Add(name, [.. inherited, .. reader.Fields()]);
        }

        return found;
    }

    private List<TypeScriptField> Fields()
    {
        var fields = new List<TypeScriptField>();
        Take("{");
        while (!Is("}"))
        {
            var name = Next();
            var isOptional = Is("?");
            Take(":");
            fields.Add(new(name, isOptional, Type()));
            _ = Is(";");
        }

        return fields;
    }

    private TypeScriptType Type()
    {
        TypeScriptType? type = null;
        var orNull = false;
        do
        {
            if (Is("null"))
            {
                orNull = true;
                continue;
            }

            // Of words that may stand, it is enough that they are words; of what may be of several kinds, nothing is known.
            var either = List();
            type = type is null || type == either ? either : new TypeScriptType("unknown");
        }
        while (Is("|"));

        return type! with { OrNull = orNull };
    }

    private TypeScriptType List()
    {
        var type = Single();
        while (Is("["))
        {
            Take("]");
            type = new TypeScriptType("array", Element: type);
        }

        return type;
    }

    private TypeScriptType Single()
    {
        if (Is("("))
        {
            var within = Type();
            Take(")");
            return within;
        }

        if (_words[_at] == "{")
        {
            return new TypeScriptType("object", Fields: Fields());
        }

        switch (Next())
        {
            case "Record":
                Take("<");
                _ = Type();
                Take(",");
                var element = Type();
                Take(">");
                return new TypeScriptType("map", Element: element);
            case "number" or "string" or "boolean" or "unknown":
                return new TypeScriptType(_words[_at - 1]);
            case ['\'', ..]:
                return new TypeScriptType("string");
            default:
                return new TypeScriptType("named", Name: _words[_at - 1]);
        }
    }

    private string Next() => _words[_at++];

    private bool Is(string word)
    {
        var isIt = _words[_at] == word;
        _at += isIt ? 1 : 0;
        return isIt;
    }

    private void Take(string word)
    {
        if (Next() is var found && found != word)
        {
            throw new FormatException($"'{word}' should stand where '{found}' does, after: {string.Join(' ', _words[Math.Max(0, _at - 8)..(_at - 1)])}");
        }
    }

    [GeneratedRegex(@"/\*.*?\*/|//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\w+|'[^']*'|[^\s\w]")]
    private static partial Regex Words();
}
