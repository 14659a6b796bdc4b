using System.Diagnostics;
using FluentAssertions;
using MutualAid.Core.Common;
using Xunit;

namespace MutualAid.Core.Tests.Common;

public sealed class TypedTextTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData(" \t\r\n ", null)]
    [InlineData("  bread ", "bread")]
    [InlineData("one\r\ntwo", "one\ntwo")]
    [InlineData("cafe\u0301", "caf\u00e9")]
    [InlineData("👩🏽‍🍳 soup", "👩🏽‍🍳 soup")]
    [InlineData("خبز", "خبز")]
    public void Text_is_trimmed_and_written_one_way(string? typed, string? kept) => TypedText.Clean(typed).Should().Be(kept);

    // As code units, because half a surrogate pair does not survive the way from an attribute to a test.
    [Theory]
    [InlineData(true, "0061 0062")]
    [InlineData(true, "D83C DF5E")]
    [InlineData(true, "0061 D83C DF5E")]
    [InlineData(false, "0000")]
    [InlineData(false, "0061 0000 0062")]
    [InlineData(false, "0061 FDD0 0062")]
    [InlineData(false, "D83C")]
    [InlineData(false, "DF5E")]
    [InlineData(false, "D83C 0061")]
    [InlineData(false, "DF5E D83C")]
    public void What_the_database_cannot_hold_is_known_beforehand(bool storable, string units)
    {
        var text = string.Concat(units.Split(' ').Select(u => (char)Convert.ToInt32(u, 16)));
        TypedText.IsStorable(text).Should().Be(storable);
        var wrong = new List<FieldRefusal>();
        TypedText.Check("Words", text, 100, wrong);
        wrong.Should().HaveCount(storable ? 0 : 1);
    }

    [Fact]
    public void A_megabyte_is_refused_beside_its_field_without_a_wait()
    {
        var watch = Stopwatch.StartNew();
        foreach (var unit in new[] { "x", "e\u0301", "\u1100\u1161\u11a8", "\ud83c\udf5e", "\0" })
        {
            var wrong = new List<FieldRefusal>();
            TypedText.Check("Words", string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length)), 400, wrong);
            wrong.Should().ContainSingle(f => f.Field == "Words");
        }

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_missing_text_is_asked_for_only_when_it_is_wanted()
    {
        var wrong = new List<FieldRefusal>();
        TypedText.Check("Name", "  ", 10, wrong).Should().BeNull();
        wrong.Should().BeEmpty();

        TypedText.Check("Name", "  ", 10, wrong, Phrase.Of("Write a name."));
        wrong.Should().Equal(new FieldRefusal("Name", Phrase.Of("Write a name.")));
    }

    [Fact]
    public void The_limit_counts_letters_as_they_are_kept()
    {
        var wrong = new List<FieldRefusal>();
        TypedText.Check("Name", " e\u0301e\u0301 ", 2, wrong);
        wrong.Should().BeEmpty("two letters are left after joining the accents");
    }
}
