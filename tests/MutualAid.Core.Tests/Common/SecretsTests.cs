using FluentAssertions;
using MutualAid.Core.Common;
using Xunit;

namespace MutualAid.Core.Tests.Common;

public sealed class SecretsTests
{
    [Fact]
    public void A_private_key_has_256_bits_and_is_stored_as_its_hash()
    {
        var keys = Enumerable.Range(0, 1_000).Select(_ => Secrets.NewKey()).ToList();

        keys.Should().OnlyHaveUniqueItems().And.OnlyContain(k => k.Length == 43);
        Secrets.Hash(keys[0]).Should().HaveCount(32).And.NotEqual(Secrets.Hash(keys[1]));
    }

    [Fact]
    public void A_code_to_say_on_the_phone_has_no_letters_that_sound_or_look_alike() =>
        Enumerable.Range(0, 1_000).Select(_ => Secrets.NewSpokenCode()).Should().OnlyContain(c => c.Length == 6 && c.All(l => !"ABCDEGIJLNOPSUVZ01258".Contains(l)));
}
