using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Demo;
using MutualAid.Core.Desk;
using MutualAid.Core.Desk.Import;
using MutualAid.Core.Exchanges;
using MutualAid.Core.Matching;
using MutualAid.Core.Matching.Waves;
using MutualAid.Core.Matching.Weekly;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Repeats;
using MutualAid.Core.Needs.Visits;
using MutualAid.Core.Notices;
using MutualAid.Core.Offers;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core;

/// <summary>Every registration of the core, grouped by room: the map of the house.</summary>
public static class CoreServices
{
    /// <summary>Adds the services layer over the database at the connection string, with the contact keys of a folder.</summary>
    public static IServiceCollection AddMutualAidCore(this IServiceCollection services, string connectionString, string keyDirectory)
    {
        services.AddSingleton(TimeProvider.System);

        // Data
        services.AddDbContext<MutualAidDb>(options => Use(options, connectionString));
        services.AddScoped<DatabaseSetup>();

        // Members
        services.AddScoped<AccountService>();
        services.AddScoped<ActorReader>();
        services.AddSingleton<TryBuckets>();
        services.AddScoped<SignInService>();
        services.AddScoped<MemberService>();
        services.AddScoped<MemberQueries>();
        services.AddScoped<HelperService>();
        services.AddScoped<MyPageQueries>();

        // Places
        services.AddSingleton(_ => KeyRing.Open(keyDirectory));
        services.AddScoped<NetworkQueries>();
        services.AddScoped<AddressBook>();
        services.AddScoped<ISealedRows, AddressBook>();
        services.AddScoped<KeyRotation>();
        services.AddScoped<KeyProof>();
        services.AddSingleton<AreaQuilt>();

        // Needs
        services.AddScoped<AskRules>();
        services.AddScoped<AskQueries>();
        services.AddScoped<NeedService>();
        services.AddScoped<AskerService>();
        services.AddScoped<DateService>();
        services.AddScoped<DateQueries>();
        services.AddScoped<KeepService>();
        services.AddScoped<NotThisOneService>();
        services.AddScoped<StatusQueries>();
        services.AddScoped<SpokenDoor>();
        services.AddScoped<SpokenCodeService>();
        services.AddScoped<SlipQueries>();
        services.AddScoped<SlipService>();
        services.AddScoped<Waits>();
        services.AddScoped<PulseQueries>();
        services.AddScoped<NeedViewers>();
        services.AddSingleton<NeedTally>();
        services.AddScoped<NeedCounts>();
        services.AddScoped<NeedQueries>();
        services.AddScoped<NeedPageQueries>();
        services.AddScoped<NeedTimeline>();
        services.AddSettings<HelperLimits, HelperLimitRules>();
        services.AddScoped<HelperLoads>();
        services.AddScoped<OutcomeService>();
        services.AddScoped<HandOverService>();
        services.AddScoped<ClaimService>();
        services.AddScoped<ClaimQueries>();
        services.AddScoped<InvitationService>();
        services.AddScoped<ComingService>();
        services.AddScoped<NetworkTimer, InvitationTimer>();
        services.AddScoped<NetworkTimer, PlanTimer>();
        services.AddScoped<NetworkTimer, ReminderTimer>();
        services.AddScoped<NetworkTimer, OutcomeTimer>();
        services.AddScoped<NetworkTimer, DayPassedTimer>();
        services.AddScoped<NetworkTimer, StillNeededTimer>();

        // Offers
        services.AddScoped<OfferRules>();
        services.AddScoped<OfferService>();
        services.AddScoped<OfferQueries>();
        services.AddScoped<NeedsNearby>();
        services.AddScoped<OffersNearby>();
        services.AddScoped<OfferAsking>();
        services.AddScoped<AskLink>(all => all.GetRequiredService<OfferAsking>());
        services.AddSettings<OfferClocks, OfferClockRules>();
        services.AddScoped<NetworkTimer, OfferTimer>();

        // Visits
        services.AddSettings<VisitClocks, VisitClockRules>();
        services.AddScoped<VisitService>();
        services.AddScoped<CompanyService>();
        services.AddScoped<VisitQueries>();
        services.AddScoped<VisitDesk>();
        services.AddScoped<NetworkTimer, OverdueTimer>();
        services.AddScoped<NetworkTimer, CheckEndedTimer>();
        services.AddScoped<NetworkTimer, VisitOffTimer>();

        // Matching
        services.AddScoped<MatchQueries>();
        services.AddScoped<WeekFactsReader>();
        services.AddSingleton<PlanQueue>();
        services.AddSingleton<PlanMaker>();
        services.AddHostedService<PlanWorker>();
        services.AddScoped<WeekPlanService>();
        services.AddScoped<PlanAcceptService>();
        services.AddScoped<PlanLimitService>();
        services.AddScoped<WeekPlanQueries>();
        services.AddScoped(all => new SwapQueries(
            all.GetRequiredService<MutualAidDb>(), all.GetRequiredService<WeekPlanQueries>(), all.GetRequiredService<WeekFactsReader>(), all.GetRequiredService<TimeProvider>()));
        services.AddScoped<NetworkTimer, WeekPlanTimer>();
        services.AddSettings<WaveOptions, WaveOptionRules>();
        services.AddScoped<NetworkTimer, WaveTimer>();
        services.AddScoped<LateYes, Standby>();
        services.AddScoped<NetworkTimer, DigestTimer>();
        services.AddScoped<AskingLoadQueries>();
        services.AddScoped<WeightQueries>();
        services.AddScoped<WeightService>();

        // Exchanges
        services.AddScoped<ThanksService>();
        services.AddScoped<ThanksQueries>();
        services.AddScoped<MessageSeals>();
        services.AddScoped<ISealedRows, MessageSeals>();
        services.AddScoped<ThreadService>();
        services.AddScoped<ThreadQueries>();
        services.AddScoped<AfterwardsService>();

        // Desk
        services.AddScoped<DeskQueries>();
        services.AddScoped<DeskNeedQueries>();
        services.AddScoped<DeskHelperQueries>();
        services.AddScoped<ReviewService>();
        services.AddScoped<HouseholdService>();
        services.AddScoped<MergeService>();
        services.AddScoped<MergeQueries>();
        services.AddScoped<IntakeService>();
        services.AddScoped<SheetQueries>();
        services.AddScoped<EscalationService>();
        services.AddScoped<PartnerService>();
        services.AddScoped<PhoneAnswerService>();
        services.AddScoped<CallService>();
        services.AddScoped<CallQueries>();
        services.AddScoped<VettingService>();
        services.AddScoped<HomeService>();
        services.AddScoped<RingFirstService>();
        services.AddScoped<AreaImport>();
        services.AddScoped<NeedImport>();
        services.AddScoped<OfferImport>();

        // Notices
        services.AddScoped<NoticeQueries>();
        services.AddScoped<NoticeService>();
        services.AddScoped<NetworkTimers>();
        services.AddSettings<Clocks, ClockRules>();
        services.AddHostedService<ClockWorker>();

        // Privacy
        services.AddScoped<Retention>();
        services.AddHostedService<RetentionWorker>();

        // Demo
        services.AddScoped<DemoNeighbourhood>();
        return services;
    }

    /// <summary>Adds accounts as the core needs them: no HTTP, no cookies. The web adds signing in.</summary>
    public static IdentityBuilder AddCoreIdentity(this IServiceCollection services)
    {
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = AccountService.PasswordRounds);
        return services.AddIdentityCore<Account>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.Password.RequiredLength = AccountService.PasswordMinLength;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequiredUniqueChars = 1;
            })
            .AddEntityFrameworkStores<MutualAidDb>();
    }

    /// <summary>How the context is set up wherever one is made: the app, the tests, the migrations tool.</summary>
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable("migrations_history")
            // Said, not left to chance: parts and claims read by two queries would be of two moments. A page that only shows them may ask for a split.
            .UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery));
}
