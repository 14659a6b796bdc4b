using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class VisitPlans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "visit",
                columns: table => new
                {
                    claim_id = table.Column<Guid>(type: "uuid", nullable: false),
                    need_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    from = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    until = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    planned_for = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    planned_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    leave = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: true),
                    in_pair = table.Column<bool>(type: "boolean", nullable: false),
                    planned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    another_time_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    pair_waived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    left_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    buddy_told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    desk_told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    safe_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit", x => x.claim_id);
                    table.CheckConstraint("visit_ends_after_start", "planned_until > planned_for");
                    table.ForeignKey(
                        name: "fk_visit_claim_claim_id",
                        column: x => x.claim_id,
                        principalTable: "claim",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "visit_companion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: true),
                    role = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    answer = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit_companion", x => x.id);
                    table.ForeignKey(
                        name: "fk_visit_companion_member_member_id",
                        column: x => x.member_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_visit_companion_visit_claim_id",
                        column: x => x.claim_id,
                        principalTable: "visit",
                        principalColumn: "claim_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_visit_need_id",
                table: "visit",
                column: "need_id");

            migrationBuilder.CreateIndex(
                name: "visit_to_hear_of",
                table: "visit",
                column: "planned_until",
                filter: "left_at IS NULL AND safe_at IS NULL AND desk_told_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "companion_one_each",
                table: "visit_companion",
                columns: new[] { "claim_id", "role" },
                unique: true,
                filter: "answer <> 'No'");

            migrationBuilder.CreateIndex(
                name: "ix_visit_companion_member_id",
                table: "visit_companion",
                column: "member_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "visit_companion");

            migrationBuilder.DropTable(
                name: "visit");
        }
    }
}
