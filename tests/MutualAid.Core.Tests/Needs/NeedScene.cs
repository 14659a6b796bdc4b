using System.Collections;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Tests.Needs;

/// <summary>A need on its own, without a database: what a test of its life starts from.</summary>
internal static class NeedScene
{
    public static readonly DateTimeOffset Start = new(2026, 5, 18, 7, 40, 0, TimeSpan.Zero);
    public static readonly DateOnly Week = new(2026, 5, 18);
    public static readonly Guid Asker = Guid.Parse("00000000-0000-7000-8000-0000000000aa");

    public static Guid Helper(int number) => Guid.Parse($"00000000-0000-7000-8000-{number:D12}");

    /// <summary>A need whose parts want the given numbers of helpers.</summary>
    public static Need Post(HelperChoice choice = HelperChoice.FirstIsFine, bool draft = false, params short[] wanted) => Need.Post(
        new NewNeed
        {
            AskerId = Asker,
            KindId = "groceries",
            Words = "Bread and milk, please",
            Choice = choice,
            Draft = draft,
            Parts = [.. (wanted.Length == 0 ? [1] : wanted).Select(n => new NewPart("groceries", "carry", PartTime.Whenever, n))],
        },
        "K7M4PX", "key", _ => new BitArray(168, true), Week, Start).Value;

    /// <summary>A helper takes a part and the asker agrees.</summary>
    public static Claim Agree(this Need need, int helper, int part = 0)
    {
        var claim = need.Take(need.Parts[part].Id, Helper(helper), Week, "Hello", Start.AddHours(1)).Value;
        if (claim.State == ClaimState.Offered)
        {
            _ = need.Accept(claim.Id, Start.AddHours(2)).Ok ? 0 : throw new InvalidOperationException("The offer was not accepted.");
        }

        return claim;
    }

    public static Result Report(this Need need, Claim claim, Outcome outcome, bool fromHelper = true) =>
        need.Report(claim.Id, outcome, fromHelper, Start.AddHours(30));
}
