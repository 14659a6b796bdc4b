using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Desk;
using MutualAid.Core.Exchanges;
using MutualAid.Core.Matching;
using MutualAid.Core.Matching.Waves;
using MutualAid.Core.Matching.Weekly;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Visits;
using MutualAid.Core.Notices;
using MutualAid.Core.Offers;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Data;

/// <summary>The network's database. Contact facts are in it too, but have no set here: only the address book reads them.</summary>
public sealed class MutualAidDb(DbContextOptions<MutualAidDb> options) : IdentityUserContext<Account, Guid>(options)
{
    public DbSet<Member> Members => Set<Member>();

    public DbSet<RoleGrant> RoleGrants => Set<RoleGrant>();

    public DbSet<HelperProfile> HelperProfiles => Set<HelperProfile>();

    public DbSet<Block> Blocks => Set<Block>();

    public DbSet<SignUpLink> SignUpLinks => Set<SignUpLink>();

    public DbSet<Network> Networks => Set<Network>();

    public DbSet<Area> Areas => Set<Area>();

    public DbSet<HelpKind> HelpKinds => Set<HelpKind>();

    public DbSet<Need> Needs => Set<Need>();

    public DbSet<NeedPart> NeedParts => Set<NeedPart>();

    public DbSet<Claim> Claims => Set<Claim>();

    public DbSet<NotThisOne> NotTheseOnes => Set<NotThisOne>();

    public DbSet<SpokenCode> SpokenCodes => Set<SpokenCode>();
    public DbSet<Partner> Partners => Set<Partner>();

    public DbSet<Referral> Referrals => Set<Referral>();

    public DbSet<Visit> Visits => Set<Visit>();

    public DbSet<Companion> Companions => Set<Companion>();

    public DbSet<Offer> Offers => Set<Offer>();

    public DbSet<OfferGift> OfferGifts => Set<OfferGift>();

    public DbSet<Thanks> Thanks => Set<Thanks>();

    public DbSet<ClaimMessage> ClaimMessages => Set<ClaimMessage>();

    public DbSet<Reflection> Reflections => Set<Reflection>();

    public DbSet<ThreadCall> ThreadCalls => Set<ThreadCall>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<AccessEntry> AccessEntries => Set<AccessEntry>();

    public DbSet<DeskCall> Calls => Set<DeskCall>();

    public DbSet<Wave> Waves => Set<Wave>();

    public DbSet<WavePing> WavePings => Set<WavePing>();

    public DbSet<WaveLook> WaveLooks => Set<WaveLook>();

    public DbSet<WeekPlan> WeekPlans => Set<WeekPlan>();

    public DbSet<WeekPlanRow> WeekPlanRows => Set<WeekPlanRow>();

    public DbSet<PlanWish> PlanWishes => Set<PlanWish>();

    public DbSet<PlanLimit> PlanLimits => Set<PlanLimit>();

    public DbSet<HouseholdMerge> Merges => Set<HouseholdMerge>();

    public DbSet<DeskMark> DeskMarks => Set<DeskMark>();

    public DbSet<WeightSetting> WeightSettings => Set<WeightSetting>();

    public DbSet<HelpPrice> HelpPrices => Set<HelpPrice>();

    public DbSet<Operation> Operations => Set<Operation>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasPostgresExtension("btree_gist");
        builder.HasPostgresExtension("pg_trgm");
        builder.ApplyConfigurationsFromAssembly(typeof(MutualAidDb).Assembly);
        SnakeCase.Apply(builder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        // Enums are kept as words, so that a row can be read without the code beside it.
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(24);
        conventions.Properties<Urgency>().HaveConversion<short>();
    }
}
