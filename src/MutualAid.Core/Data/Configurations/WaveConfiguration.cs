using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MutualAid.Core.Matching.Waves;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Data.Configurations;

internal sealed class WaveConfiguration : IEntityTypeConfiguration<Wave>
{
    public void Configure(EntityTypeBuilder<Wave> wave)
    {
        wave.ToTable("wave", table =>
        {
            table.HasCheckConstraint("wave_in_range", $"number > 0 AND size > 0 AND asked BETWEEN 0 AND size AND chance_at_start BETWEEN 0 AND {WavePing.WholeChance}");
            table.HasCheckConstraint("wave_ended_somehow", "(ended_at IS NULL) = (ended_how IS NULL)");
        });
        wave.Property(w => w.Id).ValueGeneratedNever();
        wave.HasIndex(w => new { w.PartId, w.Number }).IsUnique().HasDatabaseName(Constraints.WaveOneNumber);
        wave.HasIndex(w => w.PartId).IsUnique().HasFilter("ended_at IS NULL").HasDatabaseName(Constraints.WaveOneRunning);
        wave.HasIndex(w => w.EndedAt).HasDatabaseName("wave_ended");
        wave.HasOne<Need>().WithMany().HasForeignKey(w => w.NeedId).OnDelete(DeleteBehavior.Cascade);
        wave.HasOne<NeedPart>().WithMany().HasForeignKey(w => w.PartId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WavePingConfiguration : IEntityTypeConfiguration<WavePing>
{
    public void Configure(EntityTypeBuilder<WavePing> ping)
    {
        ping.ToTable("wave_ping", table =>
        {
            table.HasCheckConstraint("wave_ping_in_range", $"chance BETWEEN 0 AND {WavePing.WholeChance} AND position >= 0 AND answer_by > asked_at");
            table.HasCheckConstraint("wave_ping_settled", "(outcome = 'Waiting') = (outcome_at IS NULL)");
        });
        ping.Property(p => p.Id).ValueGeneratedNever();

        // Nobody is asked twice for the same part, however it ended, and so there is one open ask at most.
        ping.HasIndex(p => new { p.PartId, p.HelperId }).IsUnique().HasDatabaseName(Constraints.WavePingOnce);
        ping.HasIndex(p => new { p.HelperId, p.AskedAt }).HasDatabaseName("wave_ping_of_helper");
        ping.HasIndex(p => p.AnswerBy).HasFilter("outcome = 'Waiting'").HasDatabaseName("wave_ping_waiting");
        ping.HasOne<Wave>().WithMany().HasForeignKey(p => p.WaveId).OnDelete(DeleteBehavior.Cascade);
        ping.HasOne<NeedPart>().WithMany().HasForeignKey(p => p.PartId).OnDelete(DeleteBehavior.Cascade);
        ping.HasOne<Member>().WithMany().HasForeignKey(p => p.HelperId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WaveLookConfiguration : IEntityTypeConfiguration<WaveLook>
{
    public void Configure(EntityTypeBuilder<WaveLook> look)
    {
        look.ToTable("wave_look", table => table.HasCheckConstraint("wave_look_handed_over", "(handed_over IS NULL) = (handed_over_at IS NULL)"));
        look.HasKey(l => l.PartId);
        look.HasIndex(l => l.At).HasDatabaseName("wave_look_due");
        look.HasOne<Need>().WithMany().HasForeignKey(l => l.NeedId).OnDelete(DeleteBehavior.Cascade);
        look.HasOne<NeedPart>().WithMany().HasForeignKey(l => l.PartId).OnDelete(DeleteBehavior.Cascade);
    }
}
