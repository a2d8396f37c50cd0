// Names of fictitious people, by where their families come from and when they were born.
import type { Random } from './random.js';

/** Where a family's names come from; each has its ethnicities and languages in peoples.ts. */
export type NameOrigin = 'british' | 'irish' | 'polish' | 'southAsian' | 'african' | 'caribbean' | 'chinese' | 'arab' | 'southEuropean';

type Sex = 'M' | 'F';

const list = (text: string): readonly string[] => text.split(' ');

/** British first names of those born before 1950, before 1980, before 2005, and since. */
const british: Readonly<Record<Sex, readonly (readonly string[])[]>> = {
  M: [
    list('John William James George Ronald Kenneth Derek Peter Thomas Robert Dennis Raymond Albert Frederick Stanley Norman Harold Gordon Leonard Roy'),
    list('David Paul Andrew Mark Michael Stephen Ian Gary Kevin Christopher Neil Alan Graham Martin Simon Nigel Philip Colin Keith Anthony'),
    list('Daniel Matthew Thomas James Ryan Luke Adam Joshua Jack Samuel Benjamin Lewis Jordan Connor Liam Callum Nathan Alexander Scott Craig'),
    list('Oliver Harry Noah Leo Arthur Muhammad Oscar Theo Freddie Archie Henry Jude Finley Alfie Isaac Reuben Ezra Rory Albie Stanley'),
  ],
  F: [
    list('Margaret Mary Jean Joan Patricia Dorothy Sheila Barbara Doreen June Audrey Betty Joyce Brenda Beryl Maureen Hilda Edith Marjorie Eileen'),
    list('Susan Julie Karen Jacqueline Deborah Tracey Jane Helen Diane Sharon Alison Sarah Angela Wendy Linda Carol Elaine Lorraine Gillian Amanda'),
    list('Laura Gemma Emma Rebecca Sophie Hannah Chloe Jessica Lauren Charlotte Amy Bethany Megan Samantha Natalie Danielle Kirsty Jade Kayleigh Abigail'),
    list('Olivia Amelia Isla Ava Mia Ivy Lily Freya Florence Willow Evie Poppy Elsie Matilda Harriet Maisie Rosie Penelope Thea Ada'),
  ],
};

const elsewhere: Readonly<Record<Exclude<NameOrigin, 'british'>, Readonly<Record<Sex, readonly string[]>>>> = {
  irish: {
    M: list('Patrick Sean Declan Eoin Brendan Cormac Fergus Conor Donal Niall Ciaran Padraig'),
    F: list('Bridget Siobhan Aoife Niamh Orla Maeve Roisin Deirdre Grainne Sinead Nuala Ciara'),
  },
  polish: {
    M: list('Piotr Krzysztof Andrzej Tomasz Marcin Jakub Kacper Pawel Lukasz Mateusz Wojciech Grzegorz'),
    F: list('Anna Katarzyna Agnieszka Magdalena Monika Zofia Zuzanna Joanna Ewa Karolina Aleksandra Beata'),
  },
  southAsian: {
    M: list('Mohammed Ravi Imran Arjun Sanjay Amir Vikram Bilal Harpreet Rajesh Faisal Deepak Aarav Zain Kiran Yusuf'),
    F: list('Aisha Priya Fatima Meera Sunita Zara Nadia Anjali Harpreet Saima Lakshmi Rukhsana Amina Divya Simran Maryam'),
  },
  african: {
    M: list('Kwame Chinedu Tunde Samuel Emeka Kofi Abdi Tendai Oluwaseun Yaw Ibrahim Joseph'),
    F: list('Ngozi Abena Folasade Grace Amara Adwoa Hodan Rudo Chiamaka Esi Blessing Yetunde'),
  },
  caribbean: {
    M: list('Winston Leroy Desmond Marcus Errol Delroy Jermaine Andre Tyrone Clive Malachi Kemar'),
    F: list('Gloria Marcia Yvonne Beverley Althea Shanice Keisha Sonia Monique Precious Tanisha Hyacinth'),
  },
  chinese: {
    M: list('Wei Jun Ming Hao Jason Kevin Chun Feng Lei Tao Raymond Henry'),
    F: list('Mei Ling Xiu Yan Jing Li Grace Vivian Hui Fang Joyce Emily'),
  },
  arab: {
    M: list('Omar Ali Hassan Ahmed Karim Tariq Mustafa Khaled Youssef Samir Reza Bahram'),
    F: list('Layla Noor Huda Salma Rania Yasmin Dalia Samira Leyla Shirin Hanan Zainab'),
  },
  southEuropean: {
    M: list('Marco Luis Ionut Andrei Tiago Carlos Matteo Mihai Joao Stefan Pedro Luca'),
    F: list('Maria Elena Ioana Sofia Ana Lucia Carmen Giulia Andreea Ines Beatriz Chiara'),
  },
};

const surnames: Readonly<Record<NameOrigin, readonly string[]>> = {
  british: list(
    'Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke ' +
      'Harris Turner Hill Cooper Ward Morris Moore Clark Lee King Baker Harrison Morgan Allen Scott Watson Parker Young Phillips Mitchell ' +
      'Bennett Cook Shaw Collins Richardson Carter Marshall Bailey Gray Cox Adams Wilkinson Foster Chapman Mason Russell Powell Webb Rogers Hunt ' +
      'Mills Holmes Palmer Matthews Knight Fisher Barnes Jenkins Dixon Butler Fletcher Howard Andrews Reynolds Elliott Saunders Payne Pearce Fox ' +
      'Thorneycroft Ashdown Winterbourne Hathersage Pellow Trevanion Oakeshott Larkin Birtwhistle Entwistle Featherstone Ramsbottom Silverwood',
  ),
  irish: list("Murphy Kelly Byrne Ryan Walsh Doyle Gallagher Doherty Kennedy Lynch Quinn McCarthy O'Brien O'Neill O'Connor Fitzgerald"),
  polish: list('Nowak Kowalski Wisniewski Wojcik Kaminski Lewandowski Zielinski Szymanski Wozniak Dabrowski Mazur Krawczyk Pawlak Wrobel'),
  southAsian: list(
    'Patel Singh Khan Ahmed Hussain Ali Begum Kaur Shah Sharma Malik Iqbal Akhtar Chowdhury Rahman Mistry Desai Gill Mahmood Nair Reddy Siddiqui Uddin Miah',
  ),
  african: list('Okafor Mensah Adeyemi Owusu Mohamed Boateng Nwosu Osei Okonkwo Abdi Asante Eze Moyo Ncube Balogun Warsame'),
  caribbean: list('Campbell Grant Francis Bailey Reid Gordon Stewart Henry Powell Lawrence Blake Hinds Joseph Pierre Clarke Brathwaite'),
  chinese: list('Wong Chan Li Chen Wang Zhang Lau Cheung Liu Ho Lam Tang'),
  arab: list('Hassan Haddad Nasser Aziz Karimi Rahimi Saleh Mansour Yilmaz Demir Farah Khoury'),
  southEuropean: list('Silva Rossi Popescu Garcia Ferreira Santos Ionescu Costa Fernandes Russo Lopez Dumitru'),
};

/** A first name as people of that sex, origin and year of birth have it. */
export function firstNameOf(random: Random, sex: Sex, origin: NameOrigin, birthYear: number): string {
  if (origin !== 'british') return random.pick(elsewhere[origin][sex]);
  const cohort = birthYear < 1950 ? 0 : birthYear < 1980 ? 1 : birthYear < 2005 ? 2 : 3;
  return random.pick(british[sex][cohort] ?? []);
}

export function surnameOf(random: Random, origin: NameOrigin): string {
  const surname = random.pick(surnames[origin]);
  return origin === 'british' && random.chance(0.02) ? `${surname}-${random.pick(surnames.british)}` : surname;
}
