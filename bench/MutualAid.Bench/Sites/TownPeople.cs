using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using NpgsqlTypes;

namespace MutualAid.Bench.Sites;

/// <summary>People of a measured town who sign in.</summary>
public static class TownPeople
{
    public const string Password = "seven slow measures";

    private const int MostAWeek = 7;

    /// <summary>Makes an account; gives the member.</summary>
    public static async Task<Guid> JoinAsync(AccountService accounts, string name, string email, Guid areaId, CancellationToken ct) =>
        (await accounts.SignUpAsync(Actor.Visitor, new NewAccount(name, email, Password, ["en"], areaId), ct)).Value.MemberId;

    /// <summary>An approved helper's profile: every kind, every hour, three kilometres around.</summary>
    public static HelperProfile ReadyFor(Guid member, NpgsqlPoint near)
    {
        var profile = HelperProfile.Start(member, DateTimeOffset.UtcNow);
        profile.Offer((1L << HelpKindCatalogue.All.Count) - 1, new(168, true), 3_000, MostAWeek, near);
        profile.Vet(Vetting.Approved, null);
        return profile;
    }

    public static Task SignInAsync(Visit visit, string email, CancellationToken ct) =>
        visit.SubmitAsync("/sign-in", "sign-in", [new("Input.Email", email), new("Input.Password", Password)], ct);
}
