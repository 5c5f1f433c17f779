using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RelayPlane.Catalog;
using Xunit;

namespace RelayPlane.Tests;

/// <summary>The habits of the code: small files, plain names, every type explained, nothing silenced, nothing of this machine.</summary>
public sealed partial class HabitTests
{
    // Written in two parts, so that this file does not find itself.
    private static readonly string[] Silencers = ["#pragma " + "warning disable", "#" + "region", "TO" + "DO", "FIX" + "ME", "Suppress" + "Message"];

    private static readonly string[] EmptySuffixes = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utilities", "Service", "Common", "Base", "Impl"];

    private static readonly string[] Borrowed = ["routing", "sim/data"];

    private static readonly string[] TextFiles =
        [".cs", ".csproj", ".props", ".targets", ".slnx", ".json", ".jsonl", ".md", ".mjs", ".js", ".ts", ".tsx", ".css", ".html", ".yml", ".sh", ".txt", ".sql", ""];

    private static readonly Lazy<IReadOnlyList<(string File, string[] Lines)>> Sources = new(() =>
        [.. Repository.Files("src", "*.cs").Select(file => (Repository.Short(file), File.ReadAllLines(file)))]);

    [Fact]
    public void No_product_file_is_longer_than_400_lines() =>
        Assert.Empty(Sources.Value.Where(source => source.Lines.Length > 400).Select(source => $"{source.File}: {source.Lines.Length}"));

    [Fact]
    public void Product_files_are_small()
    {
        var lengths = Sources.Value.Select(source => source.Lines.Length).Order().ToArray();
        var median = lengths[lengths.Length / 2];
        var p90 = lengths[(int)Math.Ceiling(lengths.Length * 0.9) - 1];
        Assert.True(median < 80, $"The median file has {median} lines; below 80 is the habit.");
        Assert.True(p90 <= 200, $"Nine of ten files should have at most 200 lines; the ninth has {p90}.");
    }

    [Fact]
    public void Nothing_is_silenced_folded_away_or_left_for_later()
    {
        var found =
            from file in Repository.Files("src", "*.cs").Concat(Repository.Files("tests", "*.cs")).Concat(Repository.Files("benchmarks", "*.cs"))
            from line in File.ReadLines(file).Index()
            from silencer in Silencers
            where line.Item.Contains(silencer, StringComparison.Ordinal)
            select $"{Repository.Short(file)}:{line.Index + 1}: {silencer}";
        Assert.Empty(found);
    }

    [Fact]
    public void A_type_is_named_for_what_it_is()
    {
        var empty =
            from type in Types()
            let name = type.Name.Split('`')[0]
            from suffix in EmptySuffixes
            where name.EndsWith(suffix, StringComparison.Ordinal)
            select type.FullName;
        Assert.Empty(empty);
    }

    [Fact]
    public void Every_type_says_what_it_is_for()
    {
        var documented = XDocument.Load(Path.ChangeExtension(typeof(Provider).Assembly.Location, ".xml"))
            .Descendants("member")
            .Where(member => member.Element("summary") is { } summary && summary.Value.Trim().Length > 0)
            .Select(member => (string)member.Attribute("name")!)
            .Where(name => name.StartsWith("T:", StringComparison.Ordinal))
            .Select(name => name[2..]);
        Assert.Empty(Types().Select(type => type.FullName!.Replace('+', '.')).Except(documented));
    }

    [Fact]
    public void Folders_are_namespaces()
    {
        var astray =
            from source in Sources.Value
            where source.File.StartsWith("src/RelayPlane/", StringComparison.Ordinal)
            let folder = Path.GetDirectoryName(source.File)!["src/".Length..].Replace('/', '.')
            let declared = source.Lines.FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))
            where declared is not null && declared != $"namespace {folder};"
            select $"{source.File}: {declared}";
        Assert.Empty(astray);
    }

    [Fact]
    public void No_committed_file_names_a_package_registry_or_a_folder_of_one_machine()
    {
        var found =
            from file in Repository.Files()
            where TextFiles.Contains(Path.GetExtension(file)) && new FileInfo(file).Length < 2_000_000
            from line in File.ReadLines(file).Index()
            let match = MachineOrRegistry().Match(line.Item)
            where match.Success
            select $"{Repository.Short(file)}:{line.Index + 1}: {match.Value}";
        Assert.Empty(found);
    }

    [Fact]
    public void No_file_is_a_copy_of_recorded_traffic()
    {
        var recorded = new HashSet<string>();
        foreach (var file in Directory.EnumerateFiles(Shared.Path("fixtures")))
        {
            recorded.Add(Digest(File.ReadAllBytes(file)));
            foreach (var line in File.ReadLines(file))
            {
                Record(line, recorded);
            }
        }

        foreach (var folder in Borrowed.Select(Shared.Path).Where(Directory.Exists))
        {
            recorded.UnionWith(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Digest(File.ReadAllBytes(file))));
        }

        Assert.Empty(
            Repository.Files("tests").Concat(Repository.Files("src"))
                .Where(file => new FileInfo(file).Length > 0 && recorded.Contains(Digest(File.ReadAllBytes(file))))
                .Select(Repository.Short));
    }

    // A row as a whole, and its reply's body alone.
    private static void Record(string line, HashSet<string> recorded)
    {
        recorded.Add(Digest(System.Text.Encoding.UTF8.GetBytes(line)));
        using var row = JsonDocument.Parse(line);
        if (row.RootElement.TryGetProperty("response", out var response)
            && response.TryGetProperty("body_text", out var body)
            && body.ValueKind == JsonValueKind.String)
        {
            recorded.Add(Digest(System.Text.Encoding.UTF8.GetBytes(body.GetString()!)));
        }
    }

    private static string Digest(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes.AsSpan().TrimEnd((byte)'\n')));

    // The types that people wrote: not what the compiler and its generators add.
    private static IEnumerable<Type> Types() =>
        typeof(Provider).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("RelayPlane", StringComparison.Ordinal) == true)
            .Where(type => !type.FullName!.Contains('<', StringComparison.Ordinal))
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
                && !type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false)
                || typeof(System.Text.Json.Serialization.JsonSerializerContext).IsAssignableFrom(type));

    // Hosts that a package manager writes into lock files and sources, and folders that exist on one machine only.
    [GeneratedRegex(@"registry\.(npmjs|yarnpkg)|api\.nuget\.org|globalcdn\.nuget|pypi\.(org|python)|files\.pythonhosted|crates\.io|proxy\.golang|""resolved"":\s*""http|(?<![\w.~$}])/(root|work|home/[a-z]+|Users/[A-Za-z]+)/[\w.]")]
    private static partial Regex MachineOrRegistry();
}
