using System.Text.Json;
using CsCheck;
using RelayPlane.Admission;
using Xunit;

namespace RelayPlane.Tests.Admission;

public sealed class TagsJsonTests
{
    [Fact]
    public void Whatever_is_written_reads_back() =>
        Gen.Dictionary(Gen.String[Gen.Char[' ', '\u00ff'], 1, 20], Gen.String[Gen.Char[' ', '\u00ff'], 0, 20]).Sample(tags =>
        {
            using var json = JsonDocument.Parse(TagsJson.Write(tags));
            return tags.Count == json.RootElement.EnumerateObject().Count()
                && tags.All(tag => json.RootElement.GetProperty(tag.Key).GetString() == tag.Value);
        });

    [Fact]
    public void No_tags_are_an_empty_object() => Assert.Equal("{}", TagsJson.Write(new Dictionary<string, string>()));
}
