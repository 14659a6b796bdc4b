using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MutualAid.Core.Common;
using MutualAid.Core.Data;

namespace MutualAid.Core.Members;

/// <summary>
/// Looks at an e-mail address and a password. What comes back, and the work done for it, is the same for an address nobody has and for a wrong
/// password, so the page never tells who is a member (OWASP ASVS 6.3.8).
/// </summary>
public sealed class SignInService(MutualAidDb db, UserManager<Account> accounts, TryBuckets buckets, IOptions<TryLimits> limits, TimeProvider time)
{
    // Made once with this process's own settings, so that checking against it takes exactly as long as a real check.
    private static string? nobodysHash;

    /// <summary>
    /// The account that the address and password belong to. Tries that miss fill a bucket for the address and one for where they come from
    /// (<paramref name="origin"/>): the more of them, the longer the wait before an answer, never a lock that somebody else could turn.
    /// Refuses a wrong pair, an account that was closed, and a place from which hundreds of tries come.
    /// </summary>
    public async Task<Result<Account>> CheckAsync(string? email, string? password, string origin, CancellationToken ct = default)
    {
        var known = accounts.NormalizeEmail(TypedText.Clean(email)) ?? "";
        var (perAccount, perOrigin) = ($"account {known}", $"origin {origin}");
        var options = limits.Value;
        var wait = buckets.Take(perOrigin, options.PerOrigin);
        if (wait > options.LongestWait)
        {
            return Refusal.Invalid("", Phrase.Of("There were very many tries from here. Please wait a few minutes, or ring us."));
        }

        var turn = TimeSpan.FromTicks(Math.Max(wait.Ticks, buckets.Take(perAccount, options.PerAccount).Ticks));
        await Task.Delay(turn < options.LongestWait ? turn : options.LongestWait, ct);

        var account = email?.Length <= AccountService.EmailMaxLength && TypedText.IsStorable(email)
            ? await db.Users.SingleOrDefaultAsync(a => a.NormalizedEmail == known, ct)
            : null;
        var typed = password is { Length: > 0 and <= AccountService.PasswordMaxLength } ? password : " ";
        var match = accounts.PasswordHasher.VerifyHashedPassword(account ?? new Account(), account?.PasswordHash ?? NobodysHash(), typed) != PasswordVerificationResult.Failed;
        if (account is null || !match || account.LockoutEnd > time.GetUtcNow())
        {
            return Refusal.Invalid("", Phrase.Of("The e-mail address and the password don’t go together. Have another look at both."));
        }

        buckets.GiveBack(perAccount, options.PerAccount);
        buckets.GiveBack(perOrigin, options.PerOrigin);
        return account;
    }

    private string NobodysHash() => nobodysHash ??= accounts.PasswordHasher.HashPassword(new Account(), Secrets.NewKey());
}
