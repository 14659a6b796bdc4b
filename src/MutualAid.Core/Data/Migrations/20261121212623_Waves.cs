using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class Waves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "wave",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    need_id = table.Column<Guid>(type: "uuid", nullable: false),
                    part_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<short>(type: "smallint", nullable: false),
                    reason = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    size = table.Column<short>(type: "smallint", nullable: false),
                    asked = table.Column<short>(type: "smallint", nullable: false),
                    chance_at_start = table.Column<int>(type: "integer", nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_how = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wave", x => x.id);
                    table.CheckConstraint("wave_ended_somehow", "(ended_at IS NULL) = (ended_how IS NULL)");
                    table.CheckConstraint("wave_in_range", "number > 0 AND size > 0 AND asked BETWEEN 0 AND size AND chance_at_start BETWEEN 0 AND 10000");
                    table.ForeignKey(
                        name: "fk_wave_need_need_id",
                        column: x => x.need_id,
                        principalTable: "need",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_wave_need_part_part_id",
                        column: x => x.part_id,
                        principalTable: "need_part",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wave_look",
                columns: table => new
                {
                    part_id = table.Column<Guid>(type: "uuid", nullable: false),
                    need_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    handed_over = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    handed_over_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wave_look", x => x.part_id);
                    table.CheckConstraint("wave_look_handed_over", "(handed_over IS NULL) = (handed_over_at IS NULL)");
                    table.ForeignKey(
                        name: "fk_wave_look_need_need_id",
                        column: x => x.need_id,
                        principalTable: "need",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_wave_look_need_part_part_id",
                        column: x => x.part_id,
                        principalTable: "need_part",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wave_ping",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    wave_id = table.Column<Guid>(type: "uuid", nullable: false),
                    need_id = table.Column<Guid>(type: "uuid", nullable: false),
                    part_id = table.Column<Guid>(type: "uuid", nullable: false),
                    helper_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<short>(type: "smallint", nullable: false),
                    lines = table.Column<short[]>(type: "smallint[]", nullable: false),
                    points = table.Column<int>(type: "integer", nullable: false),
                    chance = table.Column<int>(type: "integer", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    outcome_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wave_ping", x => x.id);
                    table.CheckConstraint("wave_ping_in_range", "chance BETWEEN 0 AND 10000 AND position >= 0 AND answer_by > asked_at");
                    table.CheckConstraint("wave_ping_settled", "(outcome = 'Waiting') = (outcome_at IS NULL)");
                    table.ForeignKey(
                        name: "fk_wave_ping_member_helper_id",
                        column: x => x.helper_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_wave_ping_need_part_part_id",
                        column: x => x.part_id,
                        principalTable: "need_part",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_wave_ping_wave_wave_id",
                        column: x => x.wave_id,
                        principalTable: "wave",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_wave_need_id",
                table: "wave",
                column: "need_id");

            migrationBuilder.CreateIndex(
                name: "wave_ended",
                table: "wave",
                column: "ended_at");

            migrationBuilder.CreateIndex(
                name: "wave_one_number",
                table: "wave",
                columns: new[] { "part_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "wave_one_running",
                table: "wave",
                column: "part_id",
                unique: true,
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_wave_look_need_id",
                table: "wave_look",
                column: "need_id");

            migrationBuilder.CreateIndex(
                name: "wave_look_due",
                table: "wave_look",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_wave_ping_wave_id",
                table: "wave_ping",
                column: "wave_id");

            migrationBuilder.CreateIndex(
                name: "wave_ping_of_helper",
                table: "wave_ping",
                columns: new[] { "helper_id", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "wave_ping_once",
                table: "wave_ping",
                columns: new[] { "part_id", "helper_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "wave_ping_waiting",
                table: "wave_ping",
                column: "answer_by",
                filter: "outcome = 'Waiting'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "wave_look");

            migrationBuilder.DropTable(
                name: "wave_ping");

            migrationBuilder.DropTable(
                name: "wave");
        }
    }
}
