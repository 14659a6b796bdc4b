using FluentAssertions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Members;

public sealed class AccountServiceTests : DatabaseTest
{
    private ServiceProvider services = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        services = Database.Services(Clock, s => s.Configure<PasswordHasherOptions>(o => o.IterationCount = 1_000));
    }

    public override async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Joining_makes_a_member_an_account_and_a_line_on_the_record()
    {
        var account = (await SignUpAsync(Asked())).Value;

        await using var db = Database.Context();
        (await db.Members.SingleAsync()).Should().Match<Member>(m => m.Id == account.MemberId && m.Name == "Samira");
        (await db.Users.SingleAsync()).PasswordHash.Should().NotContain("three quiet words");
        (await db.AuditEntries.SingleAsync()).Should().Match<AuditEntry>(e => e.Deed == Deed.MemberJoined && e.SubjectId == account.MemberId);
    }

    [Theory]
    [InlineData(null, "a@example.org", "three quiet words", "Name")]
    [InlineData("Samira", "", "three quiet words", "Email")]
    [InlineData("Samira", "not an address", "three quiet words", "Email")]
    [InlineData("Samira", "nobody@nowhere", "three quiet words", "Email")]
    [InlineData("Samira", "a\0@example.org", "three quiet words", "Email")]
    [InlineData("Samira", "Samira <a@example.org>", "three quiet words", "Email")]
    [InlineData("Samira", "a@example.org", "elevenchars", "Password")]
    [InlineData("Samira", "a@example.org", null, "Password")]
    public async Task What_cannot_be_is_said_beside_its_field_and_nothing_is_kept(string? name, string email, string? password, string field)
    {
        var refused = (await SignUpAsync(Asked(email, name, password))).Refusal!;

        refused.Kind.Should().Be(RefusalKind.Invalid);
        refused.Fields.Select(f => f.Field).Should().Equal(field);
        await using var db = Database.Context();
        (await db.Members.CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task An_address_in_use_is_refused_in_any_spelling_and_of_two_at_once_one_gets_it()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => SignUpAsync(Asked(i % 2 == 0 ? "a@example.org" : "A@Example.org")))));

        answers.Count(a => a.Ok).Should().Be(1);
        answers.Where(a => !a.Ok).Should().OnlyContain(a => a.Refusal!.Kind == RefusalKind.Invalid && a.Refusal.Fields[0].Field == "Email");
        await using var db = Database.Context();
        (await db.Members.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task A_one_time_link_makes_one_administrator_however_many_press_at_once()
    {
        var key = await WithAsync(a => a.MakeFirstAdministratorLinkAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => WithAsync(a => a.SignUpByLinkAsync(key, Asked($"a{i}@example.org"))))));

        answers.Count(a => a.Ok).Should().Be(1);
        await using var db = Database.Context();
        (await db.Members.CountAsync()).Should().Be(1);
        (await db.RoleGrants.Select(g => g.Role).ToListAsync()).Should().BeEquivalentTo([Role.Administrator, Role.Coordinator]);
        (await WithAsync(a => a.LinkWorksAsync(key))).Should().BeFalse();
        (await WithAsync(a => a.SignUpByLinkAsync(key, Asked("late@example.org")))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
    }

    [Fact]
    public async Task A_link_survives_a_mistyped_form_and_expires_after_two_days()
    {
        var key = await WithAsync(a => a.MakeFirstAdministratorLinkAsync());
        (await WithAsync(a => a.SignUpByLinkAsync(key, Asked(password: "short")))).Refusal!.Kind.Should().Be(RefusalKind.Invalid);
        (await WithAsync(a => a.LinkWorksAsync(key))).Should().BeTrue();

        Clock.Advance(TimeSpan.FromDays(2));

        (await WithAsync(a => a.LinkWorksAsync(key))).Should().BeFalse();
        (await WithAsync(a => a.SignUpByLinkAsync(key, Asked()))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await WithAsync(a => a.SignUpByLinkAsync("guessed", Asked()))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
    }

    [Fact]
    public async Task A_role_taken_away_or_a_stamp_that_changed_counts_at_once()
    {
        var key = await WithAsync(a => a.MakeFirstAdministratorLinkAsync());
        var account = (await WithAsync(a => a.SignUpByLinkAsync(key, Asked()))).Value;
        await using var db = Database.Context();
        var reader = new ActorReader(db);

        (await reader.ReadAsync(account.Id, account.SecurityStamp, Now))!.IsAdministrator.Should().BeTrue();
        await db.RoleGrants.ExecuteDeleteAsync();
        (await reader.ReadAsync(account.Id, account.SecurityStamp, Now))!.Roles.Should().BeEmpty();
        (await reader.ReadAsync(account.Id, "another stamp", Now)).Should().BeNull();
        (await reader.ReadAsync(Guid.NewGuid(), account.SecurityStamp, Now)).Should().BeNull();
    }

    [Fact]
    public void The_real_password_hash_is_as_slow_as_it_has_to_be()
    {
        using var real = Database.Services(Clock);
        real.GetRequiredService<Microsoft.Extensions.Options.IOptions<PasswordHasherOptions>>().Value.IterationCount.Should().BeGreaterThanOrEqualTo(210_000);
    }

    private static NewAccount Asked(string? email = "samira@example.org", string? name = "Samira", string? password = "three quiet words") =>
        new(name, email, password, ["ar", "en"], null);

    private Task<Result<Account>> SignUpAsync(NewAccount asked) => WithAsync(a => a.SignUpAsync(Actor.Visitor, asked));

    private async Task<T> WithAsync<T>(Func<AccountService, Task<T>> act)
    {
        await using var scope = services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<AccountService>());
    }
}
