"""Words of every day: those that say nothing, and those of trouble with machines that no dictionary here has."""

from __future__ import annotations

from typing import Final

_STOPS = """
a about after again all also am an and any anything are as ask asked at be because been before but by call called
came can cannot come could day did do does doing done dont each else even ever every everything for from get gets
getting give go goes going good got had has have having he hello help her here hi him his how i if in into is it its
itself just kind know last let like little long look looks made make makes many me more most much must my need never
new next no none not nothing now of off ok on once one only or other our out over own people please quite really
said same say says see seem seems seen she should since so some someone something soon still such sure take tell
than thank thanks that the their them then there these they thing things think this those though thought time to
today told too tried try two under until up us use used using user very want wants was way we week well went were
what when where which while who whole why will with without work would year yes yesterday yet you your а алло без
более больше бы был была были было быть в вам вас ваш весь во вот вроде все всегда всего всем всех вы где год да
даже дать два делать день для до добрый должен другой его ее если есть еще же за завтра здравствуйте знать и из
из-за или им имя иметь их к каждый как какой когда конечно который кто ли либо лишь мне много мной могу может можно
мой мочь мы на над надо нам нас наш не него нее некоторый нет ни никак никто ничего но новый ну нужно нужный о об
один однако он она они оно опять от ответить очень первый перед по под подсказать пожалуйста пока помочь после потом
потому почему почти при про просить просто проблема прошлый работать раз рабочий с сам самый свой сделать себя
сегодня сейчас сказать снова со совсем спасибо стать сюда так также такой там твой те тем теперь то тогда того тоже
той только том тот три тут ты у уже утро хороший хотеть хоть чего человек чем через что чтобы чуть эта эти это этот
я
"""
STOPS: Final = frozenset(_STOPS.split())
"""Left out, as they are written or as their base form."""

_ENGLISH = """
alarm app arc attachment audio backup bad bang battery beep beeping bent black blank blink blinking blocked blue
blurred boot booting break breaks broken browser bubble burn burning burnt button buzz buzzing cable camera cannot
card cartridge ceiling charge charger charging clean click clicking clock close cold color colour connect connected
connection cooler copy cover crack cracked crash crashed crashes cursor cut damaged dark dead delay delete deleted
desk dim dirty disconnect disconnected disk display distorted document door down download drag drop dropped drops
drum dry dust edge electric email empty engine error fade faded faint fall fan fast file fill fire flash flashing
flicker flickering folder freeze freezes frozen fuse fuser garbled gear ghost glitch glow green grey grind grinding
hang hangs heat heater heavy hiss hissing hole hot hum humming ink install installed jam jammed jump key keyboard
kitchen lag lamp laptop leak leaking left lens letter lid lift light lightning line lock locked log login loose loud
mail melt memory menu message metal microphone missing moisture monitor mouse moved network noise noisy office
outage outlet overheat page paint panel paper password paste peel phone picture pin pixel plastic plug plugged port
power press print printed printer printing prints program pull pulse push quiet radio rain rattle rattling reboot
rebooting receiver red repeat reset restart restarted restarting ring ringing roller roof room rotate router rub
rust save scan scanner screen screw server shake shaking sharp shelf shift shock short shut shutdown signal silent
slow slower smear smell smells smoke smoking smudge socket software sound spark sparks speaker speed spill spilled
spin spot spots squeak squeal stain stains static stick sticks stop stopped stops storm streak streaks strip stripe
stripes stuck sudden suddenly swell switch swollen table tape tear thermal thin tick ticking toner touch touchscreen
tray trip trips turn turned twisted unplug unplugged update updated upgrade vibrate vibration video voltage wall
warm warning water wave wet wheel whine white wide wifi window windows wire wireless wiring wrong yellow
"""
ENGLISH: Final = frozenset(_ENGLISH.split())
"""There is no dictionary of English here: these words and those of the knowledge base itself are all that count."""

_RUSSIAN = """
айпи антиспам блютуз блютус браузер вай-фай вайфай винда глюк глюкнуть глючить джойстик драйвер зум имейл клава комп
ксерокс лагать линукс логин лэптоп мейл моник моноблок мышка нетбук ноут онлайн офлайн пиксель планшет прошивка
прошить роутер сервак синхра скайп сканер скрин скриншот смартфон софт спам тачпад тачскрин телега тонер тормозить
тошнить тупить тупнуть флешка хаб хард хостинг чип экзешник юзер юсб
"""
RUSSIAN: Final = frozenset(_RUSSIAN.split())
"""Base forms that the dictionary of Russian does not know."""
