using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Visits;
using MutualAid.Core.Notices;
using MutualAid.TestKit;

namespace MutualAid.Core.Tests.Needs.Visits;

/// <summary>Samira, who asked, and Yusuf, who agreed: what a test about a visit starts from.</summary>
public abstract class VisitScene : DatabaseTest
{
    protected static readonly DateOnly Wednesday = new(2026, 5, 20);

    /// <summary>10 to 11 in the morning of Wednesday, in town.</summary>
    protected static readonly DateTimeOffset Starts = new(2026, 5, 20, 9, 0, 0, TimeSpan.Zero);
    protected static readonly DateTimeOffset Ends = Starts.AddHours(1);
    protected static readonly VisitPlan TenToEleven = new(Wednesday, new TimeOnly(10, 0), new TimeOnly(11, 0), "At the door", InPair: false);

    private ServiceProvider services = null!;

    protected Neighbourhood People { get; private set; } = null!;

    protected Member Asker { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        People = new Neighbourhood(Database, Clock);
        Asker = await People.MemberAsync();
        services = Database.Services(Clock);
    }

    public override async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await base.DisposeAsync();
    }

    protected static Actor Of(Member member, params Role[] roles) => Neighbourhood.ActorOf(member, roles);

    protected async Task<T> With<TService, T>(Func<TService, Task<T>> call) where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>A need with contact facts that the helper has agreed to.</summary>
    protected async Task<(Need Need, Guid ClaimId)> AgreedAsync(Member helper, string kind = "groceries", Guid? areaId = null, short wanted = 1)
    {
        var need = await People.NeedAsync(Asker.Id, kind, areaId: areaId, parts: new NewPart(kind, null, PartTime.Whenever, wanted));
        await People.ContactAsync(need);
        await People.ChangeAsync(need.Id, n => n.Take(n.Parts[0].Id, helper.Id, Wednesday, null, Now));
        await using var db = Database.Context();
        return (need, await db.Claims.Where(c => c.NeedId == need.Id && c.HelperId == helper.Id).Select(c => c.Id).SingleAsync());
    }

    protected Task<Result> PlanAsync(Member helper, Guid claimId, VisitPlan? plan = null) =>
        With<VisitService, Result>(s => s.PlanAsync(Of(helper), claimId, plan ?? TenToEleven));

    /// <summary>The address as the helper finds it now; null while it is closed.</summary>
    protected async Task<string?> AddressAsync(Member helper, Guid needId)
    {
        var seen = await With<MutualAid.Core.Places.AddressBook, Result<MutualAid.Core.Places.Contact>>(b => b.RevealAsync(Of(helper), needId, null));
        return seen.Ok ? seen.Value.Address : seen.Refusal!.Kind.ToString();
    }

    /// <summary>Somebody with an account is named, and says yes unless told otherwise.</summary>
    protected async Task<Result> NameAsync(Member helper, Guid claimId, CompanyRole role, Member named, bool yes = true)
    {
        var asked = await With<CompanyService, Result>(s => s.AskAsync(Of(helper), claimId, role, $"{named.Id:N}@example.org"));
        return asked.Ok && yes ? await With<CompanyService, Result>(s => s.AnswerAsync(Of(named), claimId, yes: true)) : asked;
    }

    /// <summary>An account, so that the member can be named by its address.</summary>
    protected async Task<Member> WithAccountAsync(Member member)
    {
        var email = $"{member.Id:N}@example.org";
        await With<UserManager<Account>, IdentityResult>(u => u.CreateAsync(
            new Account { MemberId = member.Id, Email = email, UserName = email, EmailConfirmed = true }, Neighbourhood.Password));
        return member;
    }

    protected Task<IReadOnlyDictionary<string, int>> TickAsync(DateTimeOffset at)
    {
        Clock.Set(at);
        return With<NetworkTimers, IReadOnlyDictionary<string, int>>(t => t.RunAsync(at));
    }

    protected async Task<List<NoticeKind>> NewsAsync(Member member)
    {
        await using var db = Database.Context();
        return await db.Notices.Where(n => n.ToMemberId == member.Id).OrderBy(n => n.At).ThenBy(n => n.Id).Select(n => n.Kind).ToListAsync();
    }
}
