using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Places;

namespace MutualAid.Core.Needs;

/// <summary>A reference and a key as somebody typed them, from paper or from hearing.</summary>
public sealed record SaidCode(string? Reference, string? Key);

/// <summary>
/// The door that opens to a reference and a key. It asks the database for the two together, by one hash, so that what comes back and the work
/// done for it are the same whether the reference exists or not; and it lets nobody guess for long.
/// </summary>
public sealed class SpokenDoor(MutualAidDb db, KeyRing keys, TryBuckets buckets, IOptions<TryLimits> limits, TimeProvider time)
{
    // Anything longer is no reference; what was pasted by mistake is not carried around.
    private const int LongestTyped = 40;

    /// <summary>The code behind the door. Refuses an empty field, a pair that does not go together, too many tries, and a key that has run out.</summary>
    internal async Task<Result<SpokenCode>> OpenAsync(SpokenPurpose purpose, SaidCode said, string origin, CancellationToken ct)
    {
        var wrong = new List<FieldRefusal>();
        var (reference, key) = (Heard(said.Reference), Heard(said.Key));
        if (reference.Length == 0)
        {
            wrong.Add(new FieldRefusal(nameof(said.Reference), Phrase.Of("Write the code: six letters and digits, such as K7M 4RX.")));
        }

        if (key.Length == 0)
        {
            wrong.Add(new FieldRefusal(nameof(said.Key), Phrase.Of("Write the key: six letters and digits too.")));
        }

        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        var (perReference, perOrigin) = ($"code {reference}", $"code from {origin}");
        var options = limits.Value;
        var wait = Longer(buckets.Take(perReference, options.PerReference), buckets.Take(perOrigin, options.PerOrigin));
        if (wait > options.LongestWait)
        {
            // Nobody waits for this answer, so it takes no turn: the door is open again as soon as the tries stop.
            GiveBack();
            return Refusal.Invalid("", Phrase.Of("There were very many tries. Please wait a few minutes, or ring us."));
        }

        await Task.Delay(wait, ct);
        var hash = Hash(purpose, reference, key);
        var code = await db.SpokenCodes.SingleOrDefaultAsync(c => c.Hash == hash, ct);
        if (code is null)
        {
            return Refusal.Invalid("", Phrase.Of("The code and the key don’t go together. Have another look at both."));
        }

        GiveBack();
        return code.IsOver(time.GetUtcNow())
            ? Refusal.Invalid("", purpose == SpokenPurpose.Slip
                ? Phrase.Of("This slip is too old to be used. Ring us and tell us how it went, that is just as good.")
                : Phrase.Of("This key is too old to be used. Ring us, and we tell you how it’s going."))
            : code;

        void GiveBack()
        {
            buckets.GiveBack(perReference, options.PerReference);
            buckets.GiveBack(perOrigin, options.PerOrigin);
        }
    }

    internal byte[] Hash(SpokenPurpose purpose, string reference, string key) => keys.HashOfSpoken($"{purpose}/{reference}/{key}");

    /// <summary>What was meant by what was typed: capitals, and neither spaces nor dashes. Empty when nothing could be a code.</summary>
    internal static string Heard(string? typed) =>
        typed is null ? "" : string.Concat(typed.Take(LongestTyped).Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant));

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
