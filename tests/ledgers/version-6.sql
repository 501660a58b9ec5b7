PRAGMA application_id = 1095193160;
PRAGMA user_version = 6;
BEGIN TRANSACTION;
CREATE TABLE appearances (
  document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, place TEXT NOT NULL, source TEXT NOT NULL, name TEXT NOT NULL,
  title TEXT, published TEXT, language TEXT, url TEXT, outlet TEXT, encoding TEXT NOT NULL, author TEXT, language_from TEXT);
INSERT INTO "appearances" VALUES('d3979c0c1923c1c6','','news/raid.txt','raid','Chirper under pressure','2026-02-04','en','https://news.example/2026/raid?a=1&b=2','The Daily Example','utf-8',NULL,NULL);
INSERT INTO "appearances" VALUES('a552941c9a39159d','','news/ban.txt','ban',NULL,'2026-02-10',NULL,NULL,NULL,'utf-8',NULL,NULL);
CREATE TABLE blocks (
  document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, position INTEGER NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, kind TEXT NOT NULL, kept INTEGER NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (document, position)) WITHOUT ROWID;
INSERT INTO "blocks" VALUES('a552941c9a39159d',0,0,66,'paragraph',1,'');
INSERT INTO "blocks" VALUES('a552941c9a39159d',1,67,166,'paragraph',1,'');
INSERT INTO "blocks" VALUES('d3979c0c1923c1c6',0,0,24,'headline',1,'');
INSERT INTO "blocks" VALUES('d3979c0c1923c1c6',1,26,140,'paragraph',1,'');
INSERT INTO "blocks" VALUES('d3979c0c1923c1c6',2,142,223,'paragraph',1,'');
INSERT INTO "blocks" VALUES('d3979c0c1923c1c6',3,225,340,'paragraph',1,'');
INSERT INTO "blocks" VALUES('d3979c0c1923c1c6',4,342,360,'share bar',0,'asks to share');
CREATE TABLE checked (document TEXT PRIMARY KEY REFERENCES documents ON DELETE CASCADE, mark TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE claims (
  id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
  subject TEXT NOT NULL, predicate TEXT NOT NULL, object TEXT NOT NULL, polarity TEXT NOT NULL, modality TEXT NOT NULL,
  attributed_to TEXT, time TEXT, about TEXT, confidence REAL NOT NULL, subject_sector TEXT, object_sector TEXT, time_words TEXT) WITHOUT ROWID;
INSERT INTO "claims" VALUES('32870844374e6dbc','a552941c9a39159d','organisation:chirper-inc','owns','platform:chirper','affirmed','actual',NULL,NULL,NULL,0.9,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('5764e62bbd70f996','d3979c0c1923c1c6','person:mara-lind','accused','platform:chirper','affirmed','actual',NULL,NULL,'deceiving users',0.9,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('6b30d46f20dd8156','d3979c0c1923c1c6','person:mara-lind','demanded','country:FR','affirmed','actual',NULL,NULL,NULL,0.7,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('7ea1cadf9d8116d6','d3979c0c1923c1c6','country:FR','banned','ai_system:parrot','affirmed','demanded','person:mara-lind',NULL,NULL,0.9,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('a2257a762b3fe03a','d3979c0c1923c1c6','country:FR','raided','platform:chirper','affirmed','actual',NULL,'2026-02-03',NULL,0.9,'judiciary',NULL,NULL);
INSERT INTO "claims" VALUES('b0f9266231b70eef','d3979c0c1923c1c6','organisation:cnil','fined','platform:chirper','affirmed','alleged',NULL,NULL,NULL,0.9,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('b800be24aa648edb','d3979c0c1923c1c6','country:DE','banned','ai_system:parrot','affirmed','planned','organisation:cnil',NULL,'deepfakes',0.9,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('ba9b4fb5ce5d8c2b','a552941c9a39159d','country:DE','banned','platform:chirper','affirmed','actual',NULL,NULL,NULL,0.9,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('d86f2dc6d6a404d6','a552941c9a39159d','organisation:chirper-inc','develops','ai_system:parrot','affirmed','actual',NULL,NULL,NULL,0.9,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('dd0087d166134d7e','a552941c9a39159d','country:FR','raided','platform:chirper','affirmed','actual',NULL,'2026-02-09',NULL,0.9,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('dd60d4604dce310c','a552941c9a39159d','organisation:cnil','enacted','law:digital-services-act','affirmed','actual',NULL,NULL,NULL,0.9,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('e61720d129871a5f','d3979c0c1923c1c6','country:DE','banned','platform:chirper','negated','actual','country:DE',NULL,NULL,0.9,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('f45233865fea4a11','d3979c0c1923c1c6','organisation:cnil','investigates','platform:chirper','affirmed','actual',NULL,'2026-01',NULL,0.5,NULL,NULL,NULL);
CREATE TABLE copies (
  document TEXT PRIMARY KEY, cluster TEXT NOT NULL, text TEXT NOT NULL, shingles INTEGER NOT NULL, keys TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "copies" VALUES('a552941c9a39159d','a552941c9a39159d','b14fdf25005ea547ed66c64abc1908d7',23,'[210997752, 414645459, 429748939, 630607096, 706502864, 780251650, 1245409861, 1685916360, 1853076555, 2108137865, 2138936551, 2920458695, 3043331685, 3212600237, 3534706656, 3765266658, 173734605198667343, 1743857224919632850, 2475071485477282931, 3450100671149847708, 3687944683061777956, 4760501927674665142, 5252948980062804671, 5821874231259668102, 6368023770481621705, 6835390362860465513, 7002011442317850465, 8265531385891089466, 8590453704336339690, 8606179967005104480, 9005767961099669633, 9170591046985557477]');
INSERT INTO "copies" VALUES('d3979c0c1923c1c6','d3979c0c1923c1c6','5b22541559841d13b2e0e399cd2113f0',52,'[115168532, 229964215, 397679109, 419373714, 437046830, 437088576, 555402452, 606147152, 621615480, 730028948, 811707735, 843693251, 855737662, 1028619110, 1203748911, 1310698543, 173120215118859776, 221167538490479431, 686621811235663624, 1891372512911125893, 2477012191542543695, 2681367684043636993, 3447259365333896613, 3560918284530321423, 4104808296068357934, 4550725930650782387, 4931155563661584751, 5484249757293921006, 5496923415459666478, 6998048828857956844, 7042792938632859494, 7300732785397910435]');
CREATE TABLE copy_keys (key INTEGER NOT NULL, document TEXT NOT NULL, PRIMARY KEY (key, document)) WITHOUT ROWID;
INSERT INTO "copy_keys" VALUES(115168532,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(210997752,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(229964215,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(397679109,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(414645459,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(419373714,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(429748939,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(437046830,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(437088576,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(555402452,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(606147152,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(621615480,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(630607096,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(706502864,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(730028948,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(780251650,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(811707735,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(843693251,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(855737662,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(1028619110,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(1203748911,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(1245409861,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(1310698543,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(1685916360,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(1853076555,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(2108137865,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(2138936551,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(2920458695,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(3043331685,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(3212600237,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(3534706656,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(3765266658,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(173120215118859776,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(173734605198667343,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(221167538490479431,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(686621811235663624,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(1743857224919632850,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(1891372512911125893,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(2475071485477282931,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(2477012191542543695,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(2681367684043636993,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(3447259365333896613,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(3450100671149847708,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(3560918284530321423,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(3687944683061777956,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(4104808296068357934,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(4550725930650782387,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(4760501927674665142,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(4931155563661584751,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(5252948980062804671,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(5484249757293921006,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(5496923415459666478,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(5821874231259668102,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(6368023770481621705,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(6835390362860465513,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(6998048828857956844,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(7002011442317850465,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(7042792938632859494,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(7300732785397910435,'d3979c0c1923c1c6');
INSERT INTO "copy_keys" VALUES(8265531385891089466,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(8590453704336339690,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(8606179967005104480,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(9005767961099669633,'a552941c9a39159d');
INSERT INTO "copy_keys" VALUES(9170591046985557477,'a552941c9a39159d');
CREATE TABLE documents (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, text TEXT NOT NULL, source TEXT NOT NULL, sha256 TEXT NOT NULL,
  title TEXT, published TEXT, language TEXT, url TEXT, outlet TEXT, encoding TEXT NOT NULL,
  key TEXT NOT NULL, place TEXT NOT NULL, digest TEXT NOT NULL, author TEXT, language_from TEXT);
INSERT INTO "documents" VALUES('d3979c0c1923c1c6','raid','🐦 Chirper under pressure

French prosecutors raided the offices of Chirper on Tuesday. The CNIL said Germany will ban Parrot over deepfakes.

Mara Lind accused Chirper of deceiving users. She called on France to ban Parrot.

The CNIL has reportedly fined Chirper. An inquiry was opened last month. Germany denied that it had banned Chirper.

Share this article
','news/raid.txt','d3979c0c1923c1c68d787f23254cf16f905a3c0d8e93f3feec75714e3e695b4e','Chirper under pressure','2026-02-04','en','https://news.example/2026/raid?a=1&b=2','The Daily Example','utf-8','0123456789abcdef0123456789abcdef0123456789abcdef','','74d8ac27a357ba8de6312e2e234b41a7290f9071ab60ba44ed1349b7993dca24',NULL,NULL);
INSERT INTO "documents" VALUES('a552941c9a39159d','ban','France raided Chirper again on Monday. Germany has banned Chirper.
Chirper belongs to Chirper Inc., which develops Parrot. The CNIL enforces the Digital Services Act.
','news/ban.txt','a552941c9a39159d5b64e6abbb3ea127573c4c48e6aab4f1f678578aba0c55ce',NULL,'2026-02-10',NULL,NULL,NULL,'utf-8','0123456789abcdef0123456789abcdef0123456789abcdef','','464707ecbc9077d08f3da4751decf57d3b945c36a7e45c7de062186743a7339a',NULL,NULL);
CREATE TABLE dropped (
  document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, reason TEXT NOT NULL, blocks INTEGER NOT NULL,
  PRIMARY KEY (document, reason)) WITHOUT ROWID;
INSERT INTO "dropped" VALUES('d3979c0c1923c1c6','asks to share',1);
CREATE TABLE entities (
  id TEXT NOT NULL, document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
  type TEXT NOT NULL, name TEXT NOT NULL, aliases TEXT NOT NULL, country TEXT, sector TEXT, links TEXT NOT NULL,
  gazetteer TEXT, reason TEXT NOT NULL, PRIMARY KEY (id, document)) WITHOUT ROWID;
INSERT INTO "entities" VALUES('ai_system:parrot','a552941c9a39159d','ai_system','Parrot','["Parrot"]',NULL,NULL,'[]',NULL,'named in the text');
INSERT INTO "entities" VALUES('ai_system:parrot','d3979c0c1923c1c6','ai_system','Parrot','["Parrot"]',NULL,NULL,'[]',NULL,'named in the text');
INSERT INTO "entities" VALUES('country:DE','a552941c9a39159d','country','Germany','["Federal Republic of Germany", "Germany"]',NULL,NULL,'[["iso3166", "DE", "sourced"], ["wikidata", "Q183", "sourced"]]','countries.csv','named in the text');
INSERT INTO "entities" VALUES('country:DE','d3979c0c1923c1c6','country','Germany','["Federal Republic of Germany", "Germany"]',NULL,NULL,'[["iso3166", "DE", "sourced"], ["wikidata", "Q183", "sourced"]]','countries.csv','named in the text');
INSERT INTO "entities" VALUES('country:FR','a552941c9a39159d','country','France','["France", "French"]',NULL,NULL,'[["iso3166", "FR", "sourced"], ["wikidata", "Q142", "sourced"]]','countries.csv','named in the text');
INSERT INTO "entities" VALUES('country:FR','d3979c0c1923c1c6','country','France','["France", "French"]',NULL,NULL,'[["iso3166", "FR", "sourced"], ["wikidata", "Q142", "sourced"]]','countries.csv','named in the text');
INSERT INTO "entities" VALUES('law:digital-services-act','a552941c9a39159d','law','Digital Services Act','["Digital Services Act"]',NULL,NULL,'[]',NULL,'named in the text');
INSERT INTO "entities" VALUES('organisation:chirper-inc','a552941c9a39159d','organisation','Chirper Inc.','["Chirper Inc."]',NULL,NULL,'[]',NULL,'named in the text');
INSERT INTO "entities" VALUES('organisation:cnil','a552941c9a39159d','organisation','CNIL','["CNIL"]','country:FR','regulator','[["domain", "cnil.fr", "corroborated"]]','core.csv','named in the text');
INSERT INTO "entities" VALUES('organisation:cnil','d3979c0c1923c1c6','organisation','CNIL','["CNIL"]','country:FR','regulator','[["domain", "cnil.fr", "corroborated"]]','core.csv','named in the text');
INSERT INTO "entities" VALUES('person:mara-lind','d3979c0c1923c1c6','person','Mara Lind','["Mara Lind"]',NULL,NULL,'[]',NULL,'named in the text');
INSERT INTO "entities" VALUES('platform:chirper','a552941c9a39159d','platform','Chirper','["Chirper"]',NULL,NULL,'[]',NULL,'named in the text');
INSERT INTO "entities" VALUES('platform:chirper','d3979c0c1923c1c6','platform','Chirper','["Chirper"]',NULL,NULL,'[]',NULL,'named in the text');
CREATE TABLE evidence (
  claim TEXT NOT NULL REFERENCES claims ON DELETE CASCADE, position INTEGER NOT NULL,
  document TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, rule TEXT NOT NULL,
  trigger_start INTEGER, trigger_end INTEGER, subject_start INTEGER, subject_end INTEGER, object_start INTEGER, object_end INTEGER,
  inferred TEXT, PRIMARY KEY (claim, position)) WITHOUT ROWID;
INSERT INTO "evidence" VALUES('32870844374e6dbc',0,'a552941c9a39159d',67,122,'own',75,82,86,98,67,74,NULL);
INSERT INTO "evidence" VALUES('5764e62bbd70f996',0,'d3979c0c1923c1c6',142,187,'accuse',152,159,142,151,160,167,NULL);
INSERT INTO "evidence" VALUES('6b30d46f20dd8156',0,'d3979c0c1923c1c6',188,223,'demand',192,201,188,191,202,208,'''She'' points back to Mara Lind');
INSERT INTO "evidence" VALUES('7ea1cadf9d8116d6',0,'d3979c0c1923c1c6',188,223,'ban',212,215,202,208,216,222,NULL);
INSERT INTO "evidence" VALUES('a2257a762b3fe03a',0,'d3979c0c1923c1c6',26,86,'raid',45,51,26,32,67,74,NULL);
INSERT INTO "evidence" VALUES('b0f9266231b70eef',0,'d3979c0c1923c1c6',225,263,'fine',249,254,229,233,255,262,NULL);
INSERT INTO "evidence" VALUES('b800be24aa648edb',0,'d3979c0c1923c1c6',87,140,'ban',114,117,101,108,118,124,NULL);
INSERT INTO "evidence" VALUES('ba9b4fb5ce5d8c2b',0,'a552941c9a39159d',39,66,'ban',51,57,39,46,58,65,NULL);
INSERT INTO "evidence" VALUES('d86f2dc6d6a404d6',0,'a552941c9a39159d',67,122,'develop',106,114,86,98,115,121,NULL);
INSERT INTO "evidence" VALUES('dd0087d166134d7e',0,'a552941c9a39159d',0,38,'raid',7,13,0,6,14,21,NULL);
INSERT INTO "evidence" VALUES('dd60d4604dce310c',0,'a552941c9a39159d',123,166,'enact',132,140,127,131,145,165,NULL);
INSERT INTO "evidence" VALUES('e61720d129871a5f',0,'d3979c0c1923c1c6',298,340,'ban',325,331,318,320,332,339,NULL);
INSERT INTO "evidence" VALUES('f45233865fea4a11',0,'d3979c0c1923c1c6',264,297,'investigate',267,274,NULL,NULL,NULL,NULL,'subject and object taken from the sentence before');
CREATE TABLE judgements (
  number INTEGER PRIMARY KEY, document TEXT NOT NULL, verdict TEXT NOT NULL, "by" TEXT NOT NULL, "at" TEXT, note TEXT,
  claim TEXT NOT NULL, correction TEXT);
CREATE TABLE left_out (reason TEXT PRIMARY KEY, blocks INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "left_out" VALUES('asks to share',1);
CREATE TABLE mentions (
  document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, position INTEGER NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL, type TEXT NOT NULL, origin TEXT NOT NULL, entity TEXT NOT NULL,
  sector TEXT, score REAL NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (document, position)) WITHOUT ROWID;
INSERT INTO "mentions" VALUES('a552941c9a39159d',0,0,6,'France','country','gazetteer','country:FR',NULL,0.9,'listed name');
INSERT INTO "mentions" VALUES('a552941c9a39159d',1,14,21,'Chirper','platform','gazetteer','platform:chirper',NULL,0.9,'listed name');
INSERT INTO "mentions" VALUES('a552941c9a39159d',2,39,46,'Germany','country','gazetteer','country:DE',NULL,0.9,'listed name');
INSERT INTO "mentions" VALUES('a552941c9a39159d',3,86,98,'Chirper Inc.','organisation','gazetteer','organisation:chirper-inc',NULL,0.9,'listed name');
INSERT INTO "mentions" VALUES('a552941c9a39159d',4,115,121,'Parrot','ai_system','gazetteer','ai_system:parrot',NULL,0.9,'listed name');
INSERT INTO "mentions" VALUES('a552941c9a39159d',5,127,131,'CNIL','organisation','gazetteer','organisation:cnil',NULL,0.9,'listed name');
INSERT INTO "mentions" VALUES('a552941c9a39159d',6,145,165,'Digital Services Act','law','gazetteer','law:digital-services-act',NULL,0.9,'listed name');
INSERT INTO "mentions" VALUES('d3979c0c1923c1c6',0,2,9,'Chirper','platform','gazetteer','platform:chirper',NULL,0.9,'listed name');
INSERT INTO "mentions" VALUES('d3979c0c1923c1c6',1,26,32,'French','country','demonym','country:FR',NULL,0.9,'listed name');
INSERT INTO "mentions" VALUES('d3979c0c1923c1c6',2,91,95,'CNIL','organisation','gazetteer','organisation:cnil',NULL,0.9,'listed name');
INSERT INTO "mentions" VALUES('d3979c0c1923c1c6',3,101,108,'Germany','country','gazetteer','country:DE',NULL,0.9,'listed name');
INSERT INTO "mentions" VALUES('d3979c0c1923c1c6',4,118,124,'Parrot','ai_system','gazetteer','ai_system:parrot',NULL,0.9,'listed name');
INSERT INTO "mentions" VALUES('d3979c0c1923c1c6',5,142,151,'Mara Lind','person','gazetteer','person:mara-lind',NULL,0.9,'listed name');
INSERT INTO "mentions" VALUES('d3979c0c1923c1c6',6,188,191,'She','person','coref','person:mara-lind',NULL,0.9,'pronoun: the last person named');
INSERT INTO "mentions" VALUES('d3979c0c1923c1c6',7,202,208,'France','country','gazetteer','country:FR',NULL,0.9,'listed name');
CREATE TABLE readings (mark TEXT PRIMARY KEY, parts TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE reasons (
  claim TEXT NOT NULL, evidence INTEGER NOT NULL, position INTEGER NOT NULL, line TEXT NOT NULL,
  PRIMARY KEY (claim, evidence, position),
  FOREIGN KEY (claim, evidence) REFERENCES evidence ON DELETE CASCADE) WITHOUT ROWID;
INSERT INTO "reasons" VALUES('32870844374e6dbc',0,0,'rule raid');
INSERT INTO "reasons" VALUES('5764e62bbd70f996',0,0,'rule raid');
INSERT INTO "reasons" VALUES('6b30d46f20dd8156',0,0,'rule raid');
INSERT INTO "reasons" VALUES('7ea1cadf9d8116d6',0,0,'rule raid');
INSERT INTO "reasons" VALUES('a2257a762b3fe03a',0,0,'rule raid');
INSERT INTO "reasons" VALUES('b0f9266231b70eef',0,0,'rule raid');
INSERT INTO "reasons" VALUES('b800be24aa648edb',0,0,'rule raid');
INSERT INTO "reasons" VALUES('ba9b4fb5ce5d8c2b',0,0,'rule raid');
INSERT INTO "reasons" VALUES('d86f2dc6d6a404d6',0,0,'rule raid');
INSERT INTO "reasons" VALUES('dd0087d166134d7e',0,0,'rule raid');
INSERT INTO "reasons" VALUES('dd60d4604dce310c',0,0,'rule raid');
INSERT INTO "reasons" VALUES('e61720d129871a5f',0,0,'rule raid');
INSERT INTO "reasons" VALUES('f45233865fea4a11',0,0,'rule investigate');
INSERT INTO "reasons" VALUES('f45233865fea4a11',0,1,'object: nearest target named before');
CREATE TABLE retractions (number INTEGER PRIMARY KEY, document TEXT NOT NULL, verb TEXT NOT NULL, source TEXT NOT NULL, reason TEXT);
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "settings" VALUES('near-duplicates','rensa R-MinHash 2, seed 20261126, 16x3, 3 words; beginnings, 16 of 256');
CREATE TABLE sizes (
  document TEXT PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
  characters INTEGER NOT NULL, blocks INTEGER NOT NULL, mentions INTEGER NOT NULL, appearances INTEGER NOT NULL DEFAULT 1) WITHOUT ROWID;
INSERT INTO "sizes" VALUES('a552941c9a39159d',167,2,7,1);
INSERT INTO "sizes" VALUES('d3979c0c1923c1c6',361,5,8,1);
CREATE TABLE tallies (
  predicate TEXT NOT NULL, polarity TEXT NOT NULL, modality TEXT NOT NULL, claims INTEGER NOT NULL,
  PRIMARY KEY (predicate, polarity, modality)) WITHOUT ROWID;
INSERT INTO "tallies" VALUES('accused','affirmed','actual',1);
INSERT INTO "tallies" VALUES('banned','affirmed','actual',1);
INSERT INTO "tallies" VALUES('banned','affirmed','demanded',1);
INSERT INTO "tallies" VALUES('banned','affirmed','planned',1);
INSERT INTO "tallies" VALUES('banned','negated','actual',1);
INSERT INTO "tallies" VALUES('demanded','affirmed','actual',1);
INSERT INTO "tallies" VALUES('develops','affirmed','actual',1);
INSERT INTO "tallies" VALUES('enacted','affirmed','actual',1);
INSERT INTO "tallies" VALUES('fined','affirmed','alleged',1);
INSERT INTO "tallies" VALUES('investigates','affirmed','actual',1);
INSERT INTO "tallies" VALUES('owns','affirmed','actual',1);
INSERT INTO "tallies" VALUES('raided','affirmed','actual',2);
CREATE TABLE totals (
  documents INTEGER NOT NULL, appearances INTEGER NOT NULL, characters INTEGER NOT NULL, blocks INTEGER NOT NULL,
  mentions INTEGER NOT NULL, edges INTEGER NOT NULL);
INSERT INTO "totals" VALUES(2,2,528,7,15,12);
CREATE TABLE unlinked (document TEXT PRIMARY KEY REFERENCES documents ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE violations (owner TEXT NOT NULL, line TEXT NOT NULL, PRIMARY KEY (owner, line)) WITHOUT ROWID;
CREATE INDEX documents_state ON documents (id, key, place, digest);
CREATE INDEX entities_document ON entities (document);
CREATE INDEX claims_document ON claims (document);
CREATE INDEX judgements_document ON judgements (document, number);
CREATE TRIGGER judgements_are_not_changed BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are only added'); END;
CREATE TRIGGER judgements_are_not_removed BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are only added'); END;
CREATE INDEX appearances_document ON appearances (document, place, source);
CREATE TRIGGER retractions_are_not_changed BEFORE UPDATE ON retractions BEGIN SELECT RAISE(ABORT, 'retractions are only added'); END;
CREATE TRIGGER retractions_are_not_removed BEFORE DELETE ON retractions BEGIN SELECT RAISE(ABORT, 'retractions are only added'); END;
CREATE INDEX claims_edge ON claims (predicate, subject, object, polarity, modality, confidence);
CREATE TRIGGER claims_are_counted AFTER INSERT ON claims BEGIN
  INSERT INTO tallies VALUES (new.predicate, new.polarity, new.modality, 1) ON CONFLICT DO UPDATE SET claims = claims + 1;
END;
CREATE TRIGGER claims_are_discounted AFTER DELETE ON claims BEGIN
  UPDATE tallies SET claims = claims - 1 WHERE (predicate, polarity, modality) = (old.predicate, old.polarity, old.modality);
END;
CREATE INDEX documents_mark ON documents (substr(key, 1, 16));
CREATE INDEX appearances_file ON appearances (substr(place, 17));
CREATE INDEX appearances_input ON appearances (substr(place, 1, 16));
CREATE INDEX sizes_several ON sizes (document) WHERE appearances > 1;
CREATE TRIGGER sizes_are_counted AFTER INSERT ON sizes BEGIN
  UPDATE totals SET documents = documents + 1, appearances = appearances + new.appearances, characters = characters + new.characters,
    blocks = blocks + new.blocks, mentions = mentions + new.mentions;
END;
CREATE TRIGGER sizes_are_discounted AFTER DELETE ON sizes BEGIN
  UPDATE totals SET documents = documents - 1, appearances = appearances - old.appearances, characters = characters - old.characters,
    blocks = blocks - old.blocks, mentions = mentions - old.mentions;
END;
CREATE TRIGGER dropped_are_counted AFTER INSERT ON dropped BEGIN
  INSERT INTO left_out VALUES (new.reason, new.blocks) ON CONFLICT DO UPDATE SET blocks = blocks + new.blocks;
END;
CREATE TRIGGER dropped_are_discounted AFTER DELETE ON dropped BEGIN
  UPDATE left_out SET blocks = blocks - old.blocks WHERE reason = old.reason;
END;
CREATE TRIGGER edges_are_counted AFTER INSERT ON claims WHEN NOT EXISTS (
  SELECT 1 FROM claims WHERE predicate = new.predicate AND subject = new.subject AND object = new.object AND id != new.id
    AND (polarity = 'negated') = (new.polarity = 'negated') AND (polarity = 'negated' OR modality = new.modality))
BEGIN
  UPDATE totals SET edges = edges + 1;
END;
CREATE TRIGGER edges_are_discounted AFTER DELETE ON claims WHEN NOT EXISTS (
  SELECT 1 FROM claims WHERE predicate = old.predicate AND subject = old.subject AND object = old.object
    AND (polarity = 'negated') = (old.polarity = 'negated') AND (polarity = 'negated' OR modality = old.modality))
BEGIN
  UPDATE totals SET edges = edges - 1;
END;
CREATE INDEX copies_joined ON copies (cluster, document) WHERE cluster != document;
COMMIT;
