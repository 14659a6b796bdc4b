using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Notices;

namespace MutualAid.TestKit;

/// <summary>The whole web app over a test database, in this process. <see cref="Visitor"/> and <see cref="SignInAsync"/> give browsers without a screen.</summary>
public sealed class TestApp(TestDatabase database, TimeProvider? time = null, Action<IServiceCollection>? also = null, bool pseudoLanguages = true) : WebApplicationFactory<Program>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("ConnectionStrings:MutualAid", database.ConnectionString);
        builder.UseSetting("Database:AllowUnsafe", "true");
        builder.UseSetting("Keys:Directory", TestKeys.Directory);
        builder.UseSetting("Languages:Pseudo", pseudoLanguages ? "true" : "false");
        builder.ConfigureTestServices(services =>
        {
            if (time is not null)
            {
                services.AddSingleton(time);
            }

            // A test says itself when the clock looks (NetworkTimers.RunAsync), so that nothing moves between a form and its answer.
            services.Remove(services.Single(s => s.ImplementationType == typeof(ClockWorker)));

            services.ConfigureDbContext<MutualAidDb>(TestDatabase.BeStrict);

            // Hundreds of tests sign in; the real number of rounds has a test of its own.
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
            // A cookie that lasts is dated by the test's clock, and a browser that lives today would throw it away.
            services.PostConfigure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, cookie =>
            {
                var signingIn = cookie.Events.OnSigningIn;
                cookie.Events.OnSigningIn = context =>
                {
                    context.Properties.IsPersistent = false;
                    return signingIn(context);
                };
            });
            also?.Invoke(services);
        });
    }

    /// <summary>Somebody without an account; redirects are shown, not followed, unless asked for.</summary>
    public PageClient Visitor(bool follow = true) => new(CreateClient(new WebApplicationFactoryClientOptions
    {
        AllowAutoRedirect = false,
        HandleCookies = true,
        BaseAddress = new Uri("https://localhost"),
    }), follow);

    /// <summary>Makes the member's account, when there is none yet. Returns the e-mail address it signs in with.</summary>
    public async Task<string> MakeAccountAsync(Member member)
    {
        var email = $"{member.Id:N}@example.org";
        await using var scope = Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await accounts.FindByEmailAsync(email) is null)
        {
            var made = await accounts.CreateAsync(new Account { MemberId = member.Id, Email = email, UserName = email, EmailConfirmed = true }, Neighbourhood.Password);
            if (!made.Succeeded)
            {
                throw new InvalidOperationException(string.Join("; ", made.Errors.Select(e => e.Description)));
            }
        }

        return email;
    }

    /// <summary>A member who signed in through the real form; an account is made when there is none.</summary>
    public async Task<PageClient> SignInAsync(Member member)
    {
        var email = await MakeAccountAsync(member);
        var client = Visitor();
        var page = await client.GetAsync("/sign-in");
        var answer = await client.SubmitAsync(page, "form[data-form=sign-in]", new() { ["Input.Email"] = email, ["Input.Password"] = Neighbourhood.Password });
        if (answer.Path == "/sign-in")
        {
            throw new InvalidOperationException($"Could not sign in: {answer.Text}");
        }

        return client;
    }
}
